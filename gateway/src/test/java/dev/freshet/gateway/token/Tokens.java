package dev.freshet.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;

/** Signs tokens. */
public final class Tokens {
  public static final String AUDIENCE = "freshet";

  private Tokens() {}

  /** What a good token of alice says, to be changed for a bad one. */
  public static JWTClaimsSet.Builder claims(OidcIssuer issuer, Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.uri().toString())
        .subject("alice")
        .audience(AUDIENCE)
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  public static String signed(RSAKey key, JWTClaimsSet claims) {
    return signed(key, JWSAlgorithm.RS256, claims);
  }

  static String signed(RSAKey key, JWSAlgorithm algorithm, JWTClaimsSet claims) {
    return sign(header(algorithm, key.getKeyID()).build(), claims, () -> new RSASSASigner(key));
  }

  static String signed(ECKey key, JWTClaimsSet claims) {
    return sign(
        header(JWSAlgorithm.ES256, key.getKeyID()).build(), claims, () -> new ECDSASigner(key));
  }

  static String typed(RSAKey key, String type, JWTClaimsSet claims) {
    return sign(
        header(JWSAlgorithm.RS256, key.getKeyID()).type(new JOSEObjectType(type)).build(),
        claims,
        () -> new RSASSASigner(key));
  }

  /** Takes the public key, which everybody knows, for a shared secret. */
  static String hmacWithPublicKey(RSAKey key, JWTClaimsSet claims) {
    return sign(
        header(JWSAlgorithm.HS256, key.getKeyID()).build(),
        claims,
        () -> new MACSigner(key.toRSAPublicKey().getEncoded()));
  }

  static String unsigned(JWTClaimsSet claims) {
    return new PlainJWT(claims).serialize();
  }

  private static JWSHeader.Builder header(JWSAlgorithm algorithm, String keyId) {
    return new JWSHeader.Builder(algorithm).keyID(keyId);
  }

  private interface SignerSource {
    JWSSigner get() throws JOSEException;
  }

  private static String sign(JWSHeader header, JWTClaimsSet claims, SignerSource signer) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(signer.get());
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
