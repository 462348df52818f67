package dev.freshet.emulators.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.freshet.emulators.lambda.functions.Json;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signs access and ID tokens with the claims that Cognito's have. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html">Understanding
 *     the access token</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html">Understanding
 *     the identity (ID) token</a>
 */
final class PoolTokens {
  private final String issuer;
  private final InstantSource clock;
  private final RSAKey key;

  PoolTokens(String issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
    try {
      this.key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("no RSA key can be made", e);
    }
  }

  /** The claims of a token that this pool signed and that has not expired; else empty. */
  Optional<JsonNode> claims(String token) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      boolean good =
          signed.verify(new RSASSAVerifier(key.toRSAPublicKey()))
              && clock.instant().isBefore(signed.getJWTClaimsSet().getExpirationTime().toInstant());
      return good ? Json.parse(signed.getJWTClaimsSet().toString()) : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  /** The public keys, as they are published. */
  String keys() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  /** An access token that lives this long from now on; a negative lifetime has passed already. */
  String access(PoolUser user, String clientId, String scope, Duration lifetime) {
    return sign(
        claims(user, "access", lifetime)
            .claim("client_id", clientId)
            .claim("scope", scope)
            .claim("username", user.sub())
            .build());
  }

  /** An ID token: for the client, not for the API. */
  String id(PoolUser user, String clientId, @Nullable String nonce, Duration lifetime) {
    return sign(
        claims(user, "id", lifetime)
            .audience(clientId)
            .claim("nonce", nonce)
            .claim("cognito:username", user.sub())
            .claim("email", user.email())
            .claim("email_verified", true)
            .claim("name", user.name())
            .build());
  }

  private JWTClaimsSet.Builder claims(PoolUser user, String use, Duration lifetime) {
    Instant now = clock.instant();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(user.sub())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)))
            .claim("token_use", use)
            .claim("auth_time", now.getEpochSecond());
    return user.groups().isEmpty() ? claims : claims.claim("cognito:groups", user.groups());
  }

  private String sign(JWTClaimsSet claims) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("the pool's own key does not sign", e);
    }
    return token.serialize();
  }
}
