package dev.freshet.gateway.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * The keys with which an issuer signs. They are kept for five minutes, and fetched anew for a token
 * that names another key, but at most twice per ten seconds, so that made-up key names are no load
 * on the issuer. Thread-safe.
 */
public final class SigningKeys {

  /** No symmetric ones, whose "secret" could be the public key, and never {@code none}. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  /** What a key that was withdrawn may still be good for. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private static final Duration WAIT_FOR_ANOTHER_FETCH = Duration.ofSeconds(5);
  private static final Duration TWO_FETCHES_PER = Duration.ofSeconds(10);

  private final URI issuer;
  private final IssuerKeys source;
  private final JWSVerificationKeySelector<SecurityContext> selector;

  private SigningKeys(URI issuer) {
    this.issuer = issuer;
    this.source = new IssuerKeys(issuer);
    JWKSource<SecurityContext> cached =
        JWKSourceBuilder.create(source)
            .cache(KEPT.toMillis(), WAIT_FOR_ANOTHER_FETCH.toMillis())
            .refreshAheadCache(false)
            .rateLimited(TWO_FETCHES_PER.toMillis())
            .build();
    this.selector = new JWSVerificationKeySelector<>(ALGORITHMS, cached);
  }

  /** Creates it. The first token triggers the first request to the issuer. */
  public static SigningKeys of(URI issuer) {
    return new SigningKeys(issuer);
  }

  URI issuer() {
    return issuer;
  }

  JWSVerificationKeySelector<SecurityContext> selector() {
    return selector;
  }

  /** Whether the latest fetch failed. */
  boolean away() {
    return source.away();
  }
}
