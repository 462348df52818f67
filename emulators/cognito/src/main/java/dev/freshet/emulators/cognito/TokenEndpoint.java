package dev.freshet.emulators.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.cognito.Grants.Code;
import dev.freshet.emulators.cognito.Grants.SignIn;
import dev.freshet.emulators.lambda.functions.Json;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /oauth2/token} and {@code /oauth2/revoke} of a pool's domain, for clients that send their
 * secret in the header {@code Authorization}.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html">The
 *     token issuer endpoint</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html">The
 *     token revocation endpoint</a>
 */
final class TokenEndpoint implements HttpService {
  private static final String BASIC = "Basic ";

  private final Supplier<UserPoolSpec> pool;
  private final Grants grants;
  private final Supplier<PoolTokens> tokens;

  TokenEndpoint(Supplier<UserPoolSpec> pool, Grants grants, Supplier<PoolTokens> tokens) {
    this.pool = pool;
    this.grants = grants;
    this.tokens = tokens;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/oauth2/token", this::token).post("/oauth2/revoke", this::revoke);
  }

  private void token(ServerRequest request, ServerResponse response) {
    Parameters form = request.content().as(Parameters.class);
    Optional<AppClient> client = client(request, form);
    if (client.isEmpty()) {
      error(response, "invalid_client");
      return;
    }
    switch (form.first("grant_type").orElse("")) {
      case "authorization_code" -> answer(response, exchange(form, client.get()));
      case "refresh_token" ->
          answer(response, refresh(form.first("refresh_token").orElse(""), client.get()));
      default -> error(response, "unsupported_grant_type");
    }
  }

  private static void answer(ServerResponse response, Optional<ObjectNode> granted) {
    granted.ifPresentOrElse(
        json -> send(response, 200, json), () -> error(response, "invalid_grant"));
  }

  private Optional<ObjectNode> exchange(Parameters form, AppClient client) {
    return grants
        .take(form.first("code").orElse(""))
        .filter(code -> code.signIn().client().id().equals(client.id()))
        .filter(code -> code.redirectUri().equals(form.first("redirect_uri").orElse("")))
        .filter(code -> proves(form.first("code_verifier").orElse(""), code))
        .map(Code::signIn)
        .map(signIn ->
            answer(signIn, signIn.nonce()).put("refresh_token", grants.refreshToken(signIn)));
  }

  private Optional<ObjectNode> refresh(String token, AppClient client) {
    return grants
        .use(token, client)
        .map(signIn -> {
          ObjectNode answer = answer(signIn, null);
          grants.rotate(token).ifPresent(next -> answer.put("refresh_token", next));
          return answer;
        });
  }

  private ObjectNode answer(SignIn signIn, @Nullable String nonce) {
    AppClient client = signIn.client();
    return Json.object()
        .put(
            "access_token",
            tokens
                .get()
                .access(signIn.user(), client.id(), signIn.scope(), client.accessTokenValidity()))
        .put(
            "id_token",
            tokens.get().id(signIn.user(), client.id(), nonce, client.accessTokenValidity()))
        .put("token_type", "Bearer")
        .put("expires_in", client.accessTokenValidity().toSeconds());
  }

  private void revoke(ServerRequest request, ServerResponse response) {
    Parameters form = request.content().as(Parameters.class);
    client(request, form)
        .ifPresentOrElse(
            client -> {
              grants.revoke(form.first("token").orElse(""), client);
              response.status(200).send();
            },
            () -> error(response, "invalid_client"));
  }

  private Optional<AppClient> client(ServerRequest request, Parameters form) {
    String[] sent = credentials(request, form);
    return pool.get().clients().stream()
        .filter(client -> client.id().equals(sent[0]))
        .filter(client -> client.secret().orElse("").equals(sent[1]))
        .findFirst();
  }

  /** A client without a secret sends its id in the form. */
  private static String[] credentials(ServerRequest request, Parameters form) {
    String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    if (!header.startsWith(BASIC)) {
      return new String[] {form.first("client_id").orElse(""), ""};
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()));
      return (new String(decoded, StandardCharsets.UTF_8) + ":").split(":", 3);
    } catch (IllegalArgumentException e) {
      return new String[] {"", ""};
    }
  }

  private static boolean proves(String verifier, Code code) {
    return code.challenge() == null || code.challenge().equals(challenge(verifier));
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void error(ServerResponse response, String code) {
    send(response, 400, Json.object().put("error", code));
  }

  private static void send(ServerResponse response, int status, ObjectNode json) {
    response
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json;charset=UTF-8")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(json.toString());
  }
}
