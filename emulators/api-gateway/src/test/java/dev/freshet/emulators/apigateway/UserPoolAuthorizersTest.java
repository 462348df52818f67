package dev.freshet.emulators.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.apigateway.TokenAuthorizers.Allowed;
import dev.freshet.emulators.apigateway.TokenAuthorizers.Decision;
import dev.freshet.emulators.apigateway.TokenAuthorizers.Refused;
import dev.freshet.emulators.lambda.functions.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserPoolAuthorizersTest {
  private static final String POOL = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/pool";
  private static final String ACCESS =
      """
      {"sub":"alice","token_use":"access","scope":"openid shop/api","exp":1767268800,
       "cognito:groups":["admin","staff"]}\
      """;
  private static final String ID =
      """
      {"sub":"alice","token_use":"id","aud":"client-1","exp":1767268800}\
      """;

  /** A token is its claims here, and all of them are this pool's. */
  private final UserPoolAuthorizers authorizers =
      new UserPoolAuthorizers(
          (pool, token) -> pool.equals(POOL) ? Json.parse(token) : Optional.empty());

  @Test
  void anAccessTokenWithOneOfTheScopesPasses() {
    assertThat(decide(ACCESS, Optional.empty(), "shop/api", "shop/other"))
        .isInstanceOf(Allowed.class);
    assertThat(decide("Bearer " + ACCESS, Optional.empty(), "shop/api"))
        .isInstanceOf(Allowed.class);
  }

  @Test
  void itsClaimsAreTextsInTheEvent() {
    JsonNode claims =
        ((Allowed) decide(ACCESS, Optional.empty(), "shop/api")).context().path("claims");

    assertThat(claims.path("cognito:groups").asText()).isEqualTo("admin,staff");
    assertThat(claims.path("exp").asText()).isEqualTo("Thu Jan 01 12:00:00 UTC 2026");
    assertThat(claims.path("sub").asText()).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "shop/api2", "SHOP/API", "openid shop/api"})
  void anAccessTokenWithoutTheScopeIsRefused(String scope) {
    assertRefused(decide(ACCESS, Optional.empty(), scope));
  }

  @Test
  void anIdTokenIsRefusedWhereScopesAreAskedForAndTakenWhereTheyAreNot() {
    assertRefused(decide(ID, Optional.empty(), "shop/api"));
    String withScope = ID.replace("{", "{\"scope\":\"shop/api\",");
    assertRefused(decide(withScope, Optional.empty(), "shop/api"));
    assertThat(decide(ID, Optional.empty())).isInstanceOf(Allowed.class);
    assertRefused(decide(ACCESS, Optional.empty()));
  }

  @Test
  void theValidationExpressionIsHeldAgainstTheAudience() {
    assertThat(decide(ID, Optional.of("client-[0-9]"))).isInstanceOf(Allowed.class);
    assertRefused(decide(ID, Optional.of("client")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer ", "nonsense"})
  void whatIsNoTokenIsRefused(String token) {
    assertRefused(decide(token, Optional.empty(), "shop/api"));
  }

  @Test
  void aTokenOfAnotherPoolIsRefused() {
    UserPoolAuthorizerSpec other =
        new UserPoolAuthorizerSpec(
            "Users", List.of(POOL + "2"), "Authorization", Optional.empty(), Set.of("shop/api"));

    assertRefused(authorizers.decide(other, Requests.of("GET", "/", "Authorization", ACCESS)));
  }

  private Decision decide(String token, Optional<String> validation, String... scopes) {
    return authorizers.decide(
        new UserPoolAuthorizerSpec(
            "Users", List.of(POOL), "Authorization", validation, Set.of(scopes)),
        Requests.of("GET", "/", "Authorization", token));
  }

  private static void assertRefused(Decision decision) {
    assertThat(decision).isEqualTo(new Refused(ResponseType.UNAUTHORIZED));
  }
}
