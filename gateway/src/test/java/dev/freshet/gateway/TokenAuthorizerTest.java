package dev.freshet.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.nimbusds.jose.jwk.RSAKey;
import dev.freshet.gateway.token.OidcIssuer;
import dev.freshet.gateway.token.Tokens;
import dev.freshet.lambda.config.SettingException;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAuthorizerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String STAGE = "arn:aws:execute-api:eu-west-1:123456789012:api1/prod";

  @AutoClose private final OidcIssuer issuer = new OidcIssuer();
  private final RSAKey key = issuer.publishRsa("rsa-1");
  private final Map<String, String> environment =
      Map.of(
          "ISSUER",
          issuer.uri().toString(),
          "AUDIENCE",
          Tokens.AUDIENCE,
          "ROLES_CLAIM",
          "groups",
          "METRICS_NAMESPACE",
          "Freshet");
  private final TokenAuthorizer authorizer =
      new TokenAuthorizer(new Settings(environment), () -> NOW);

  @Test
  void aGoodTokenOpensTheWholeStageAsThePolicyIsKeptForItsOtherRequestsToo() {
    IamPolicyResponse policy = authorize("Bearer " + good());

    assertThat(policy.getPrincipalId()).isEqualTo("alice");
    assertThat(Json.write(policy.getPolicyDocument()))
        .contains("\"Version\":\"2012-10-17\"")
        .contains("\"Effect\":\"Allow\"")
        .contains("\"execute-api:Invoke\"")
        .contains("\"" + STAGE + "/*\"");
  }

  @Test
  void theEventIsReadAndTheAnswerWrittenAsByLambdasOwnMapper() throws IOException {
    String event =
        """
        {"type": "TOKEN", "authorizationToken": "Bearer %s", "methodArn": "%s/GET/dashboard"}
        """
            .formatted(good(), STAGE);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteArrayOutputStream byLambda = new ByteArrayOutputStream();

    authorizer.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, noContext());

    LambdaEventSerializers.serializerFor(
            IamPolicyResponse.class, TokenAuthorizer.class.getClassLoader())
        .toJson(authorize("Bearer " + good()), byLambda);
    assertThat(Json.read(answer.toString(StandardCharsets.UTF_8), Object.class))
        .isEqualTo(Json.read(byLambda.toString(StandardCharsets.UTF_8), Object.class));
  }

  @Test
  void whoItIsAndUntilWhenIsHandedOnAsText() {
    assertThat(authorize("Bearer " + good()).getContext())
        .isEqualTo(
            Map.of(
                "sub",
                "alice",
                "exp",
                Long.toString(NOW.getEpochSecond() + 300),
                "roles",
                "admin,staff"));
  }

  @Test
  void theSchemesNameIsReadInAnyCase() {
    assertThat(authorize("bearer  " + good()).getPrincipalId()).isEqualTo("alice");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "Bearer a.b.c"})
  void whateverIsNoTokenIsRefusedAsApiGatewayWantsItFor401(@Nullable String authorization) {
    assertUnauthorized(authorization);
  }

  @Test
  void aTokenWithoutItsSchemeIsRefused() {
    assertUnauthorized(good());
  }

  @Test
  void aTokenThatHasExpiredIsRefused() {
    assertUnauthorized(
        "Bearer "
            + Tokens.signed(
                key, Tokens.claims(issuer, NOW).expirationTime(Date.from(NOW)).build()));
  }

  @Test
  void anIssuerOutOfReachIsAFaultOfOursAndNotOfTheToken() {
    issuer.close();

    assertThatExceptionOfType(IssuerUnavailableException.class)
        .isThrownBy(() -> authorize("Bearer " + good()))
        .satisfies(away -> assertThat(away.getMessage()).isNotEqualTo("Unauthorized"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISSUER", "AUDIENCE", "ROLES_CLAIM", "METRICS_NAMESPACE"})
  void aMissingSettingStopsTheColdStartByItsName(String setting) {
    Map<String, String> incomplete = new HashMap<>(environment);
    incomplete.remove(setting);

    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new TokenAuthorizer(incomplete, () -> NOW))
        .withMessageContaining(setting);
  }

  private String good() {
    return Tokens.signed(
        key,
        Tokens.claims(issuer, NOW)
            .claim("token_use", "access")
            .claim("groups", List.of("staff", "admin"))
            .build());
  }

  private void assertUnauthorized(@Nullable String authorization) {
    assertThatThrownBy(() -> authorize(authorization))
        .isInstanceOf(RuntimeException.class)
        .hasMessage("Unauthorized");
  }

  private IamPolicyResponse authorize(@Nullable String authorization) {
    APIGatewayCustomAuthorizerEvent event = new APIGatewayCustomAuthorizerEvent();
    event.setMethodArn(STAGE + "/GET/dashboard");
    event.setAuthorizationToken(authorization);
    return authorizer.handleRequest(event);
  }

  private static Context noContext() {
    return (Context)
        Proxy.newProxyInstance(
            TokenAuthorizerTest.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
