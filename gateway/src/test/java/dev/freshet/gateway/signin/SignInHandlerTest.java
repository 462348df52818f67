package dev.freshet.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.freshet.gateway.token.OidcIssuer;
import dev.freshet.gateway.token.Tokens;
import dev.freshet.lambda.config.Settings;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SignInHandlerTest {
  private static final String COOKIE = "__Secure-freshet-refresh=cmVmcmVzaA";
  private static final String REMOVED = "__Secure-freshet-refresh=; Max-Age=0";
  private static final String NONCE = "0123456789012345678901";
  private static final String CODE =
      """
      {"code":"c","codeVerifier":"%s","redirectUri":"https://app.example/app/callback","nonce":"%s"}
      """
          .formatted("v".repeat(43), NONCE);

  @AutoClose private final OidcIssuer issuer = new OidcIssuer();
  private final RSAKey key = issuer.publishRsa("rsa-1");
  private final ClientDoubles aws = new ClientDoubles();

  /** The real time at first: ID tokens are compared with it. */
  private Instant now = Clock.systemUTC().instant();

  private final SignInHandler handler =
      new SignInHandler(settings(), () -> now, aws.secrets, aws.parameters);

  @BeforeEach
  void grant() {
    grant("first");
  }

  @Test
  void aCodeIsExchangedForTheAccessTokenAndACookie() {
    APIGatewayProxyResponseEvent answer = post("/auth/exchange", CODE);

    assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
    assertThat(answer.getBody()).contains("\"accessToken\"").doesNotContain("refresh");
    assertThat(cookie(answer)).startsWith("__Secure-freshet-refresh=").contains("HttpOnly");
  }

  @Nested
  class TheSecret {
    @Test
    void isFetchedOnce() {
      post("/auth/exchange", CODE);
      post("/auth/refresh", "");

      assertThat(aws.secretReads).isEqualTo(1);
    }

    @Test
    void staysTheLastKnownOneWhileSecretsManagerIsUnavailable() {
      post("/auth/refresh", "");
      aws.secretsAway = true;
      later(Duration.ofHours(2));

      assertThat(post("/auth/refresh", "").getStatusCode()).isEqualTo(200);
      assertThat(aws.secretReads).isEqualTo(2);
    }

    @Test
    void thatWasNeverKnownMakesSignInUnavailableAndLeavesTheSession() {
      aws.secretsAway = true;

      assertUnavailable(post("/auth/refresh", ""));
      assertUnavailable(post("/auth/exchange", CODE));

      aws.secretsAway = false;
      assertThat(post("/auth/refresh", "").getStatusCode()).isEqualTo(200);
    }

    @Test
    void isFetchedAnewWhenTheIssuerRefusesIt() {
      post("/auth/refresh", "");
      grant("second");
      aws.secret = aws.secret.replace("first", "second");
      later(Duration.ofSeconds(10));

      assertThat(post("/auth/refresh", "").getStatusCode()).isEqualTo(200);
    }

    @Test
    void thatIsMalformedMakesSignInUnavailableUntilItIsMended() {
      String good = aws.secret;
      aws.secret = "first";

      assertUnavailable(post("/auth/refresh", ""));
      assertUnavailable(post("/auth/exchange", CODE));
      assertSignedOut(post("/auth/logout", ""));

      aws.secret = good;
      assertThat(post("/auth/refresh", "").getStatusCode()).isEqualTo(200);
    }

    @Test
    void staysTheLastKnownOneWhileItsReplacementIsMalformed() {
      post("/auth/refresh", "");
      aws.secret = "{\"clientId\":\"page\"}";
      later(Duration.ofHours(2));

      assertThat(post("/auth/refresh", "").getStatusCode()).isEqualTo(200);
      assertThat(aws.secretReads).isEqualTo(2);
    }

    @Test
    void thatStaysRefusedIsOurFaultAndEndsNoSession() {
      grant("another");

      assertUnavailable(post("/auth/refresh", ""));
    }
  }

  @Nested
  class TheRedirectUris {
    @Test
    void stayTheLastKnownOnesWhileParameterStoreIsUnavailable() {
      post("/auth/refresh", "");
      aws.parametersAway = true;
      later(Duration.ofHours(1));

      assertThat(post("/auth/refresh", "").getStatusCode()).isEqualTo(200);
    }

    @Test
    void thatWereNeverKnownMakeSignInUnavailable() {
      aws.parametersAway = true;

      assertUnavailable(post("/auth/exchange", CODE));
      assertUnavailable(post("/auth/refresh", ""));
      assertUnavailable(post("/auth/logout", ""));
    }
  }

  @Nested
  class TheIssuer {
    @Test
    void thatIsUnavailableEndsNoSession() {
      issuer.answerWith(500);

      assertUnavailable(post("/auth/refresh", ""));
      assertUnavailable(post("/auth/exchange", CODE));
    }

    @Test
    void thatIsUnavailableDoesNotKeepAUserSignedInHere() {
      issuer.answerWith(500);

      assertSignedOut(post("/auth/logout", ""));
    }
  }

  @Test
  void aSignOutNeedsNoSecret() {
    aws.secretsAway = true;

    assertSignedOut(post("/auth/logout", ""));
  }

  private static void assertSignedOut(APIGatewayProxyResponseEvent answer) {
    assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
    assertThat(answer.getBody()).isEqualTo("{\"revoked\":false}");
    assertThat(cookie(answer)).startsWith(REMOVED);
  }

  private static void assertUnavailable(APIGatewayProxyResponseEvent answer) {
    assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(503);
    assertThat(answer.getBody()).contains("/problems/unavailable");
    assertThat(answer.getHeaders())
        .containsEntry("Cache-Control", "no-store")
        .doesNotContainKey("Set-Cookie");
  }

  private static String cookie(APIGatewayProxyResponseEvent answer) {
    return answer.getHeaders().getOrDefault("Set-Cookie", "");
  }

  /** Another time for the function; what the issuer grants then has no ID token. */
  private void later(Duration time) {
    now = now.plus(time);
    grant(aws.secret.contains("second") ? "second" : "first", "");
  }

  private void grant(String secret) {
    JWTClaimsSet id =
        Tokens.claims(issuer, now)
            .audience("page")
            .issueTime(Date.from(now))
            .claim("nonce", NONCE)
            .build();
    grant(secret, ",\"id_token\":\"" + Tokens.signed(key, id) + "\"");
  }

  private void grant(String secret, String more) {
    String access =
        Tokens.signed(key, Tokens.claims(issuer, now).claim("token_use", "access").build());
    issuer.grants(
        secret,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"refresh_token\":\"next\"%s}"
            .formatted(access, more));
  }

  private APIGatewayProxyResponseEvent post(String path, String body) {
    Map<String, String> headers =
        new HashMap<>(
            Map.of(
                "Origin", "https://app.example",
                "X-Requested-With", "freshet",
                "Content-Type", "application/json",
                "Cookie", COOKIE));
    APIGatewayProxyRequestEvent event =
        new APIGatewayProxyRequestEvent()
            .withHttpMethod("POST")
            .withResource(path)
            .withPath(path)
            .withHeaders(headers)
            .withBody(body)
            .withRequestContext(new ProxyRequestContext().withRequestId("request-1"));
    return handler.handleRequest(event, context());
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> "");
  }

  private Settings settings() {
    return new Settings(
        Map.of(
            "ISSUER", issuer.uri().toString(),
            "AUDIENCE", Tokens.AUDIENCE,
            "ROLES_CLAIM", "groups",
            "CLIENT_SECRET_ID", "client",
            "REDIRECT_URIS_PARAMETER", "uris",
            "REFRESH_TOKEN_DAYS", "30",
            "LOGOUT_PARAMETER", "logout_uri",
            "ALLOWED_ORIGIN", "https://app.example",
            "METRICS_NAMESPACE", "Test"));
  }
}
