package dev.freshet.lambda.http;

import dev.freshet.domain.UserId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The caller, as the API's authorizer verified it: the token's {@code sub}, {@code exp} and roles.
 *
 * @param tokenExpiry in whole seconds
 * @param roles the groups of the user at Cognito, or the values of the role claim of another issuer
 */
public record Caller(UserId user, Instant tokenExpiry, Set<String> roles) {

  /** Where Cognito's own authorizer puts the claims of the token. */
  private static final String CLAIMS = "claims";

  /** How Cognito's own authorizer writes times: {@code Mon Nov 30 02:54:12 UTC 2026}. */
  private static final DateTimeFormatter COGNITO_TIME =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss zzz yyyy", Locale.ROOT);

  private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{1,12}");

  public Caller {
    roles = Set.copyOf(roles);
  }

  /**
   * Reads the context that API Gateway hands on from the authorizer, or from its cache of the
   * authorizer's results, which may outlive the token: so the expiry is checked again.
   */
  static Caller from(@Nullable Map<String, Object> authorizer, Instant now) {
    if (authorizer == null) {
      throw unauthorized();
    }
    Caller caller =
        authorizer.get(CLAIMS) instanceof Map<?, ?> claims
            ? parse(claims, "cognito:groups")
            : parse(authorizer, "roles");
    return caller.before(now);
  }

  /**
   * This caller, if the token has not expired.
   *
   * @throws ProblemException 401 if it has
   */
  Caller before(Instant now) {
    if (!now.isBefore(tokenExpiry)) {
      throw unauthorized();
    }
    return this;
  }

  private static Caller parse(Map<?, ?> claims, String roles) {
    try {
      return new Caller(
          new UserId(String.valueOf(claims.get("sub"))),
          time(String.valueOf(claims.get("exp"))),
          roles(claims.get(roles)));
    } catch (IllegalArgumentException | DateTimeException _) {
      throw unauthorized();
    }
  }

  private static Instant time(String text) {
    return EPOCH_SECONDS.matcher(text).matches()
        ? Instant.ofEpochSecond(Long.parseLong(text))
        : ZonedDateTime.parse(text, COGNITO_TIME).toInstant();
  }

  private static Set<String> roles(@Nullable Object list) {
    return list == null
        ? Set.of()
        : Arrays.stream(list.toString().split(",", -1))
            .map(String::strip)
            .filter(role -> !role.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  static ProblemException unauthorized() {
    return new ProblemException(
        ProblemType.UNAUTHORIZED, "The access token is missing, invalid or expired.");
  }
}
