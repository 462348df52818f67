package dev.freshet.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.freshet.domain.UserId;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Objects;

/** Verifies access tokens against the keys that their issuer publishes. Thread-safe. */
public final class TokenVerifier {

  /** RFC 9068's name for access tokens. */
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final SigningKeys keys;
  private final ClaimsCheck claims;
  private final RoleClaim roles;

  private TokenVerifier(SigningKeys keys, ClaimsCheck claims, RoleClaim roles) {
    this.keys = keys;
    this.claims = claims;
    this.roles = roles;
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
    processor.setJWSKeySelector(keys.selector());
    processor.setJWTClaimsSetVerifier(claims);
  }

  /** Creates a verifier. The first token triggers the first request to the issuer. */
  public static TokenVerifier of(TokenRules rules, SigningKeys keys, InstantSource clock) {
    return new TokenVerifier(
        keys, new ClaimsCheck(rules, clock), new RoleClaim(rules.rolesClaim()));
  }

  /** Blocks while keys are fetched, else only computes. */
  public Verdict verify(String token) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      JWTClaimsSet verified = processor.process(signed, null);
      claims.requireAccessToken(verified, ACCESS_TOKEN.equals(signed.getHeader().getType()));
      return accept(verified);
    } catch (ParseException _) {
      return new Verdict.Refused("malformed");
    } catch (BadJOSEException refused) {
      return new Verdict.Refused(Objects.requireNonNullElse(refused.getMessage(), "not trusted"));
    } catch (RateLimitReachedException limited) {
      return keys.away()
          ? new Verdict.Undecided(limited)
          : new Verdict.Refused("unknown key, and the keys were fetched recently");
    } catch (JOSEException failed) {
      return new Verdict.Undecided(failed);
    }
  }

  private Verdict accept(JWTClaimsSet verified) {
    try {
      UserId user = new UserId(Objects.requireNonNullElse(verified.getSubject(), ""));
      return new Verdict.Valid(user, verified.getExpirationTime().toInstant(), roles.of(verified));
    } catch (IllegalArgumentException _) {
      return new Verdict.Refused("sub is not a valid user id");
    }
  }
}
