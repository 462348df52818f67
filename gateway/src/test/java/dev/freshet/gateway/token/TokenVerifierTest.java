package dev.freshet.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @AutoClose private final OidcIssuer issuer = new OidcIssuer();
  private final RSAKey key = issuer.publishRsa("rsa-1");
  private final TokenVerifier verifier = verifier(Optional.of(Tokens.AUDIENCE), Set.of());

  @Nested
  class ATokenIsGood {

    @Test
    void ifTheIssuerSignedItWithRsa() {
      assertThat(verifier.verify(Tokens.signed(key, good().build())))
          .isEqualTo(new Verdict.Valid(new UserId("alice"), NOW.plusSeconds(300), Set.of()));
    }

    @Test
    void ifTheIssuerSignedItWithAnEllipticCurve() {
      assertThat(verifier.verify(Tokens.signed(issuer.publishEc("ec-1"), good().build())))
          .isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void ifItSaysThatItIsAnAccessToken() {
      assertThat(verifier.verify(Tokens.typed(key, "at+jwt", good().build())))
          .isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void ifItIsForUsAmongOthers() {
      assertGood(good().audience(List.of("other", Tokens.AUDIENCE)));
    }

    @Test
    void ifItIsCognitosWhichNamesTheClientInsteadOfAnAudience() {
      assertGood(cognito("access", Tokens.AUDIENCE));
    }

    @Test
    void toTheLastMillisecond() {
      assertGood(good().expirationTime(Date.from(NOW.plusSeconds(1))));
    }

    @Test
    void ifTheIssuersClockIsALittleAhead() {
      assertGood(good().notBeforeTime(Date.from(NOW.plusSeconds(60))));
    }

    @Test
    void ifItHasOneOfTheScopesWhicheverItsClient() {
      TokenVerifier scoped = verifier(Optional.empty(), Set.of("freshet/api"));

      for (Object scope : List.of("openid freshet/api", List.of("freshet/api"))) {
        JWTClaimsSet claims =
            good()
                .claim(scope instanceof String ? "scope" : "scp", scope)
                .claim("token_use", null)
                .build();
        assertThat(scoped.verify(Tokens.signed(key, claims))).isInstanceOf(Verdict.Valid.class);
      }
    }

    @Test
    void andHasTheRolesOfItsClaim() {
      assertThat(roles(List.of("admin", "staff"))).containsExactlyInAnyOrder("admin", "staff");
      assertThat(roles("admin staff")).containsExactlyInAnyOrder("admin", "staff");
      assertThat(roles(List.of("x,admin", " admin", ""))).isEmpty();
      assertThat(roles("x,admin")).isEmpty();
      assertThat(roles(7)).isEmpty();
    }

    private Set<String> roles(Object claim) {
      Verdict verdict =
          verifier.verify(Tokens.signed(key, good().claim("cognito:groups", claim).build()));
      assertThat(verdict).isInstanceOf(Verdict.Valid.class);
      return ((Verdict.Valid) verdict).roles();
    }

    private void assertGood(JWTClaimsSet.Builder claims) {
      assertThat(verifier.verify(Tokens.signed(key, claims.build())))
          .isInstanceOf(Verdict.Valid.class);
    }
  }

  @Nested
  class ATokenIsRefused {

    @Test
    void ifNobodySignedIt() {
      assertRefused(Tokens.unsigned(good().build()));
    }

    @Test
    void ifThePublicKeyWasTakenForASharedSecret() {
      assertRefused(Tokens.hmacWithPublicKey(key, good().build()));
    }

    @Test
    void ifItIsForgedUnderTheNameOfAKeyOfTheIssuer() {
      assertRefused(Tokens.signed(OidcIssuer.rsa("rsa-1"), good().build()));
    }

    @Test
    void ifItsClaimsWereChangedAfterwards() {
      String[] alice = Tokens.signed(key, good().build()).split("\\.", -1);
      String[] bob = Tokens.signed(key, good().subject("bob").build()).split("\\.", -1);

      assertRefused(alice[0] + "." + bob[1] + "." + alice[2]);
    }

    @Test
    void ifItsAlgorithmIsNotAmongTheTwo() {
      assertRefused(Tokens.signed(key, JWSAlgorithm.RS512, good().build()));
      assertRefused(Tokens.signed(key, JWSAlgorithm.PS256, good().build()));
    }

    @Test
    void ifItHasExpired() {
      assertRefused(good().expirationTime(Date.from(NOW)), "expired");
    }

    @Test
    void ifItNeverExpires() {
      assertRefused(good().expirationTime(null), "expired");
    }

    @Test
    void ifItIsNotYetValid() {
      assertRefused(good().notBeforeTime(Date.from(NOW.plusSeconds(61))), "not yet valid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "", "http://127.0.0.1"})
    void ifItIsOfAnotherIssuer(String other) {
      assertRefused(good().issuer(other), "wrong issuer");
    }

    @Test
    void ifItIsForSomebodyElse() {
      assertRefused(good().audience("other"), "wrong audience");
      assertRefused(good().audience((String) null), "wrong audience");
      assertRefused(cognito("access", "other"), "wrong audience");
    }

    @Test
    void ifAnAudienceOfAnotherIsSaidToBeOurClientToo() {
      assertRefused(
          good().audience("other").claim("token_use", "access").claim("client_id", Tokens.AUDIENCE),
          "wrong audience");
    }

    @Test
    void ifItIsAnIdToken() {
      assertRefused(good().claim("token_use", "id"), "not an access token");
    }

    @Test
    void ifItMayBeAnIdTokenAsNothingSaysThatItIsForAccess() {
      JWTClaimsSet claims = good().claim("token_use", null).build();

      assertThat(verifier.verify(Tokens.signed(key, claims)))
          .isEqualTo(new Verdict.Refused("not marked as an access token"));
      assertThat(verifier.verify(Tokens.typed(key, "at+jwt", claims)))
          .isInstanceOf(Verdict.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "openid email", "freshet/apis", "FRESHET/API"})
    void ifItHasNoneOfTheScopes(String scope) {
      TokenVerifier scoped = verifier(Optional.empty(), Set.of("freshet/api"));

      assertThat(scoped.verify(Tokens.signed(key, good().claim("scope", scope).build())))
          .isEqualTo(new Verdict.Refused("wrong scope"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a%b", "a b", "../bob"})
    void ifItsSubjectCannotBeAUserId(String subject) {
      assertRefused(good().subject(subject), "sub is not a valid user id");
    }

    @Test
    void ifItHasNoSubject() {
      assertRefused(good().subject(null), "sub is not a valid user id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token", "a.b", "a.b.c", "e30.e30.", "....", "a.b.c.d.e"})
    void ifItIsNoToken(String text) {
      assertRefused(text);
    }

    private void assertRefused(JWTClaimsSet.Builder claims, String reason) {
      assertThat(verifier.verify(Tokens.signed(key, claims.build())))
          .isEqualTo(new Verdict.Refused(reason));
    }

    private void assertRefused(String token) {
      assertThat(verifier.verify(token)).isInstanceOf(Verdict.Refused.class);
    }
  }

  @Nested
  class TheIssuersKeys {

    @Test
    void areAskedForOnce() {
      for (int i = 0; i < 20; i++) {
        verifier.verify(Tokens.signed(key, good().build()));
      }

      assertThat(issuer.keyRequests()).isEqualTo(1);
    }

    @Test
    void areAskedForAgainForATokenOfANewKey() {
      verifier.verify(Tokens.signed(key, good().build()));
      RSAKey next = issuer.publishRsa("rsa-2");

      assertThat(verifier.verify(Tokens.signed(next, good().build())))
          .isInstanceOf(Verdict.Valid.class);
      assertThat(issuer.keyRequests()).isEqualTo(2);
    }

    @Test
    void areNotAskedForByEveryTokenOfAMadeUpKey() {
      verifier.verify(Tokens.signed(key, good().build()));
      RSAKey madeUp = OidcIssuer.rsa("made-up");

      for (int i = 0; i < 20; i++) {
        assertThat(verifier.verify(Tokens.signed(madeUp, good().build())))
            .isInstanceOf(Verdict.Refused.class);
      }
      assertThat(issuer.keyRequests()).isLessThanOrEqualTo(3);
      assertThat(verifier.verify(Tokens.signed(key, good().build())))
          .isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void thatCannotBeHadLeaveATokenUndecided() {
      issuer.answerWith(503);

      assertUndecided();
    }

    @Test
    void ofAnIssuerThatIsGoneLeaveATokenUndecidedHoweverOftenItComes() {
      issuer.close();

      for (int i = 0; i < 5; i++) {
        assertUndecided();
      }
    }

    @Test
    void areNotTakenFromADocumentOfAnotherIssuer() {
      issuer.pretendToBe("https://evil.example");

      assertUndecided();
    }

    @Test
    void thatAreKnownServeWhileTheIssuerIsGone() {
      verifier.verify(Tokens.signed(key, good().build()));
      issuer.answerWith(500);

      assertThat(verifier.verify(Tokens.signed(key, good().build())))
          .isInstanceOf(Verdict.Valid.class);
    }

    private void assertUndecided() {
      assertThat(verifier.verify(Tokens.signed(key, good().build())))
          .asInstanceOf(type(Verdict.Undecided.class))
          .satisfies(undecided -> assertThat(undecided.cause()).isNotNull());
    }
  }

  private TokenVerifier verifier(Optional<String> audience, Set<String> scopes) {
    return TokenVerifier.of(
        new TokenRules(issuer.uri(), audience, scopes, "cognito:groups"),
        SigningKeys.of(issuer.uri()),
        () -> NOW);
  }

  private JWTClaimsSet.Builder good() {
    return Tokens.claims(issuer, NOW).claim("token_use", "access");
  }

  private JWTClaimsSet.Builder cognito(String use, String client) {
    return good().audience((String) null).claim("token_use", use).claim("client_id", client);
  }
}
