package dev.freshet.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.freshet.domain.UserId;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;

/**
 * Verifies access tokens against the keys that their issuer publishes. The keys are kept for five
 * minutes, and fetched anew for a token that names another key, but at most twice per ten seconds,
 * so that made-up key names are no load on the issuer. Thread-safe.
 */
public final class TokenVerifier {

  /** No symmetric ones, whose "secret" could be the public key, and never {@code none}. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  /** What a key that was withdrawn may still be good for. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private static final Duration WAIT_FOR_ANOTHER_FETCH = Duration.ofSeconds(5);
  private static final Duration TWO_FETCHES_PER = Duration.ofSeconds(10);

  /** {@code at+jwt} is RFC 9068's name for access tokens. */
  private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
      new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null);

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final IssuerKeys keys;

  private TokenVerifier(IssuerKeys keys, ClaimsCheck claims) {
    this.keys = keys;
    JWKSource<SecurityContext> cached =
        JWKSourceBuilder.create(keys)
            .cache(KEPT.toMillis(), WAIT_FOR_ANOTHER_FETCH.toMillis())
            .refreshAheadCache(false)
            .rateLimited(TWO_FETCHES_PER.toMillis())
            .build();
    processor.setJWSTypeVerifier(TYPES);
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, cached));
    processor.setJWTClaimsSetVerifier(claims);
  }

  /** Makes one that asks the issuer for nothing until the first token comes. */
  public static TokenVerifier of(URI issuer, String audience, InstantSource clock) {
    return new TokenVerifier(
        new IssuerKeys(issuer), new ClaimsCheck(issuer.toString(), audience, clock));
  }

  /** Blocks while keys are fetched, else only computes. */
  public Verdict verify(String token) {
    try {
      return accept(processor.process(token, null));
    } catch (ParseException _) {
      return new Verdict.Refused("malformed");
    } catch (BadJOSEException refused) {
      return new Verdict.Refused(Objects.requireNonNullElse(refused.getMessage(), "not trusted"));
    } catch (RateLimitReachedException limited) {
      return keys.away()
          ? new Verdict.Undecided(limited)
          : new Verdict.Refused("unknown key, and the keys were fetched just now");
    } catch (JOSEException failed) {
      return new Verdict.Undecided(failed);
    }
  }

  private static Verdict accept(JWTClaimsSet claims) {
    try {
      UserId user = new UserId(Objects.requireNonNullElse(claims.getSubject(), ""));
      return new Verdict.Valid(user, claims.getExpirationTime().toInstant());
    } catch (IllegalArgumentException _) {
      return new Verdict.Refused("sub cannot be a user id");
    }
  }
}
