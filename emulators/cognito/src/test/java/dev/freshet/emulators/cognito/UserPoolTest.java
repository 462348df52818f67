package dev.freshet.emulators.cognito;

import static dev.freshet.emulators.cognito.Browser.code;
import static dev.freshet.emulators.cognito.Browser.location;
import static dev.freshet.emulators.cognito.Browser.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserPoolTest {
  private static final String POOL = "us-east-1_pool";

  private Instant now = Instant.parse("2026-11-30T12:00:00Z");
  private int failures;
  private final ScriptedFunction trigger =
      new ScriptedFunction("trigger", (event, _) -> run(event));
  private final Functions functions = TestFunctions.of(new FakeQueues(), trigger.spec());
  private final UserPool pool =
      UserPool.start(POOL, InetAddress.getLoopbackAddress(), 0, PoolUsers.inMemory(), () -> now);
  private final Browser browser = new Browser(pool.domain());

  private String run(String event) {
    if (failures-- > 0) {
      throw new IllegalStateException("the table is busy");
    }
    return event;
  }

  @BeforeEach
  void deploy() {
    pool.deploy(
        new UserPoolSpec(
            POOL,
            "arn:aws:cognito-idp:us-east-1:1:userpool/" + POOL,
            Optional.of("trigger"),
            List.of(client("page"), client("other"))),
        functions);
  }

  private static AppClient client(String id) {
    return new AppClient(
        id,
        Optional.of("secret"),
        Set.of("https://app.example/callback"),
        Set.of("https://app.example/"),
        Set.of("openid", "shop/api"),
        Duration.ofHours(1),
        Duration.ofDays(30),
        Optional.of(Duration.ofSeconds(10)));
  }

  @AfterEach
  void stop() {
    pool.close();
    functions.close();
  }

  @Nested
  class ACode {
    @Test
    void goesBackToTheAppWithItsStateAndIsGoodForTokensOfThePool() throws Exception {
      var back = browser.post("/signup?" + request(), "name=Zoe&email=Zoe%40Example.com");
      assertThat(location(back)).startsWith("https://app.example/callback?").contains("state=s+1");

      JsonNode tokens = browser.exchange(code(back));

      JWTClaimsSet access = verified(tokens.path("access_token").asText());
      assertThat(access.getIssuer()).isEqualTo(pool.issuer().toString());
      assertThat(access.getClaims())
          .containsEntry("token_use", "access")
          .containsEntry("client_id", "page")
          .containsEntry("scope", "openid shop/api");
      assertThat(access.getAudience()).isEmpty();
      assertThat(access.getExpirationTime()).isEqualTo(now.plusSeconds(3600));
      JWTClaimsSet id = verified(tokens.path("id_token").asText());
      assertThat(id.getClaims())
          .containsEntry("token_use", "id")
          .containsEntry("nonce", "n-1")
          .containsEntry("email", "zoe@example.com");
      assertThat(id.getAudience()).containsExactly("page");
      assertThat(id.getSubject()).isEqualTo(access.getSubject());
    }

    @Test
    void isGoodOnce() {
      String code = browser.signUp("zoe@example.com");
      browser.exchange(code);

      assertThat(browser.exchange(code).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void isGoodForFiveMinutes() {
      String code = browser.signUp("zoe@example.com");
      now = now.plus(Duration.ofMinutes(5));

      assertThat(browser.exchange(code).path("error").asText()).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
      "code_verifier, another-verifier-of-forty-three-characters-aa",
      "code_verifier, ''",
      "redirect_uri, https://app.example/other",
    })
    void isOfNoUseWithoutWhatTheAppKnows(String parameter, String value) {
      String code = browser.signUp("zoe@example.com");

      assertThat(browser.exchange(code, parameter, value).path("error").asText())
          .isEqualTo("invalid_grant");
    }

    @Test
    void isOfNoUseToAnotherClientOrWithAnotherSecret() {
      Map<String, String> grant =
          Map.of("grant_type", "authorization_code", "code", browser.signUp("zoe@example.com"));

      assertThat(browser.token(grant, "page", "guessed").path("error").asText())
          .isEqualTo("invalid_client");
      assertThat(browser.token(grant, "other", "secret").path("error").asText())
          .isEqualTo("invalid_grant");
    }
  }

  @Nested
  class TheHostedPages {
    @ParameterizedTest
    @CsvSource({"redirect_uri, https://evil.example/callback", "client_id, unknown"})
    void redirectToNoAddressThatIsNotRegistered(String parameter, String value) {
      var answer = browser.get("/oauth2/authorize?" + request(parameter, value));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(location(answer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "response_type, token, unsupported_response_type",
      "code_challenge_method, plain, invalid_request",
    })
    void tellTheAppWhatCannotBeAsked(String parameter, String value, String error) {
      assertThat(location(browser.get("/oauth2/authorize?" + request(parameter, value))))
          .startsWith("https://app.example/callback?error=" + error);
    }

    @Test
    void rememberABrowserUntilItSignsOut() {
      assertThat(location(browser.get("/oauth2/authorize?" + request()))).startsWith("/login?");
      browser.signUp("zoe@example.com");
      assertThat(location(browser.get("/oauth2/authorize?" + request())))
          .startsWith("https://app.example/callback?code=");

      var out = browser.get("/logout?client_id=page&logout_uri=https://app.example/");

      assertThat(location(out)).isEqualTo("https://app.example/");
      assertThat(location(browser.get("/oauth2/authorize?" + request()))).startsWith("/login?");
    }

    @Test
    void signOutToNoAddressThatIsNotRegistered() {
      var answer = browser.get("/logout?client_id=page&logout_uri=https://evil.example/");

      assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void nameUsersForAVisitorWhoKnowsNone() {
      assertThat(browser.get("/login?" + request()).body()).doesNotContain("Users here");
      pool.users().add(new PoolUser("zoe", "zoe@example.com", "Zoe", List.of()));

      assertThat(browser.get("/login?" + request()).body())
          .contains("Users here: zoe@example.com.");
    }

    @Test
    void writeWhatWasTypedAsTextAndNotAsMarkup() {
      var answer = browser.post("/login?" + request(), "login=%22%3E%3Cscript%3E");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("<script>");
    }
  }

  @Nested
  class ARefreshToken {
    @Test
    void isRotatedAndTheOneBeforeIsTakenForAWhile() {
      String first = signedIn();
      JsonNode second = browser.refresh(first);

      assertThat(second.path("access_token").asText()).isNotEmpty();
      assertThat(second.path("refresh_token").asText()).isNotEmpty().isNotEqualTo(first);
      now = now.plusSeconds(9);
      assertThat(browser.refresh(first).path("access_token").asText()).isNotEmpty();
    }

    @Test
    void thatWasRotatedOutRevokesTheWholeSignIn() {
      String stolen = signedIn();
      String owners = browser.refresh(stolen).path("refresh_token").asText();
      now = now.plusSeconds(10);

      assertThat(browser.refresh(stolen).path("error").asText()).isEqualTo("invalid_grant");
      assertThat(browser.refresh(owners).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void endsWithTheSignInHoweverOftenItIsRotated() {
      String token = signedIn();
      now = now.plus(Duration.ofDays(29));
      token = browser.refresh(token).path("refresh_token").asText();
      now = now.plus(Duration.ofDays(1));

      assertThat(browser.refresh(token).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void isRevokedByItsClientAndByNoOther() {
      String token = signedIn();

      browser.app("/oauth2/revoke", Map.of("token", token), "other", "secret");
      assertThat(browser.refresh(token).path("access_token").asText()).isNotEmpty();
      browser.app("/oauth2/revoke", Map.of("token", token), "page", "secret");
      assertThat(browser.refresh(token).path("error").asText()).isEqualTo("invalid_grant");
    }

    private String signedIn() {
      return browser.exchange(browser.signUp("zoe@example.com")).path("refresh_token").asText();
    }
  }

  @Nested
  class ASignUp {
    @Test
    void invokesTheTriggerWithCognitosEvent() throws Exception {
      JsonNode tokens = browser.exchange(browser.signUp("zoe@example.com"));

      String sub = verified(tokens.path("access_token").asText()).getSubject();
      assertThat(trigger.events()).hasSize(1);
      assertThat(Json.parse(trigger.events().getFirst()))
          .isEqualTo(
              Json.parse(
                  """
                  {"version": "1", "triggerSource": "PostConfirmation_ConfirmSignUp",
                   "region": "us-east-1", "userPoolId": "us-east-1_pool", "userName": "%1$s",
                   "callerContext":
                     {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "page"},
                   "request": {"userAttributes": {"sub": "%1$s", "email_verified": "true",
                     "cognito:user_status": "CONFIRMED", "name": "Zoe",
                     "email": "zoe@example.com"}},
                   "response": {}}
                  """
                      .formatted(sub)));
    }

    @Test
    void triesAFailingTriggerThreeTimesInAll() {
      failures = 2;
      assertThat(browser.signUp("zoe@example.com")).isNotEmpty();
      assertThat(trigger.events()).hasSize(3);
    }

    @Test
    void makesTheUserEvenIfTheTriggerFails() {
      failures = 3;
      var answer = browser.post("/signup?" + request(), "name=Zoe&email=zoe%40example.com");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("trigger failed");
      assertThat(location(browser.post("/login?" + request(), "login=zoe%40example.com")))
          .startsWith("https://app.example/callback?code=");
    }

    @Test
    void takesAnAddressOnceWhateverItsCase() {
      browser.signUp("zoe@example.com");
      var again = browser.post("/signup?" + request(), "name=Zoe&email=ZOE%40example.com");

      assertThat(again.statusCode()).isEqualTo(400);
      assertThat(trigger.events()).hasSize(1);
    }
  }

  private JWTClaimsSet verified(String token) throws Exception {
    SignedJWT signed = SignedJWT.parse(token);
    String path = pool.issuer().getPath() + "/.well-known/jwks.json";
    JWKSet keys = JWKSet.parse(browser.get(path).body());
    var key = keys.getKeyByKeyId(signed.getHeader().getKeyID()).toRSAKey();
    assertThat(signed.verify(new RSASSAVerifier(key))).isTrue();
    return signed.getJWTClaimsSet();
  }
}
