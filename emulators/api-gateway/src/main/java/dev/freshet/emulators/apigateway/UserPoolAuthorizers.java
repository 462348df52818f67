package dev.freshet.emulators.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.apigateway.TokenAuthorizers.Allowed;
import dev.freshet.emulators.apigateway.TokenAuthorizers.Decision;
import dev.freshet.emulators.apigateway.TokenAuthorizers.Refused;
import dev.freshet.emulators.lambda.functions.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides as authorizers of the COGNITO_USER_POOLS type do. With scopes, only access tokens pass;
 * without, only ID tokens. The claims go into the event as texts: lists with commas in between, and
 * times as Java's {@code Date} writes them.
 */
final class UserPoolAuthorizers {
  private static final Set<String> TIMES = Set.of("exp", "iat");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT);

  private final UserPoolTokens tokens;

  UserPoolAuthorizers(UserPoolTokens tokens) {
    this.tokens = tokens;
  }

  Decision decide(UserPoolAuthorizerSpec authorizer, GatewayRequest request) {
    String token =
        request.headers().last(authorizer.header()).orElse("").replaceFirst("^Bearer +", "");
    return authorizer.userPools().stream()
        .map(pool -> tokens.claims(pool, token))
        .flatMap(Optional::stream)
        .filter(claims -> passes(authorizer, claims))
        .findFirst()
        .<Decision>map(claims -> new Allowed(context(claims)))
        .orElseGet(() -> new Refused(ResponseType.UNAUTHORIZED));
  }

  private static boolean passes(UserPoolAuthorizerSpec authorizer, JsonNode claims) {
    boolean valid =
        authorizer
            .validation()
            .map(regex -> Pattern.matches(regex, claims.path("aud").asText()))
            .orElse(true);
    if (authorizer.scopes().isEmpty()) {
      return valid && claims.path("token_use").asText().equals("id");
    }
    List<String> scopes = List.of(claims.path("scope").asText().split(" ", -1));
    return valid
        && claims.path("token_use").asText().equals("access")
        && scopes.stream().anyMatch(authorizer.scopes()::contains);
  }

  private static ObjectNode context(JsonNode claims) {
    ObjectNode context = Json.object();
    ObjectNode texts = context.putObject("claims");
    claims
        .properties()
        .forEach(claim -> texts.put(claim.getKey(), text(claim.getKey(), claim.getValue())));
    return context;
  }

  private static String text(String name, JsonNode value) {
    if (TIMES.contains(name)) {
      return TIME.format(Instant.ofEpochSecond(value.asLong()).atOffset(ZoneOffset.UTC));
    }
    if (!value.isArray()) {
      return value.asText();
    }
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(Objects.toString(item.asText(), "")));
    return String.join(",", items);
  }
}
