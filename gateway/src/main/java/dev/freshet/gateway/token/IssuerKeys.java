package dev.freshet.gateway.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the keys that an issuer publishes: its discovery document names where. Each fetch takes
 * two requests, of at most 4 s each. Thread-safe.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

  /**
   * To connect, and to be answered. A function that has just started is slow at both; four of them
   * are below the 10 s that API Gateway waits for an authorizer.
   */
  private static final int TIMEOUT_MILLIS = 2_000;

  private static final int LARGEST_DOCUMENT = 64 * 1024;

  private final URI issuer;
  private final ResourceRetriever retriever =
      new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_DOCUMENT);
  private volatile boolean away;

  IssuerKeys(URI issuer) {
    this.issuer = issuer;
  }

  /** Whether the latest fetch failed. */
  boolean away() {
    return away;
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
      throws KeySourceException {
    try {
      JWKSet keys = JWKSet.parse(retriever.retrieveResource(keysAddress()).getContent());
      away = false;
      return keys;
    } catch (IOException | ParseException | IllegalArgumentException failed) {
      away = true;
      throw new JWKSetRetrievalException("no keys from the issuer", failed);
    }
  }

  private URL keysAddress() throws IOException, ParseException {
    String base = issuer.toString().replaceFirst("/$", "");
    URL discovery = URI.create(base + "/.well-known/openid-configuration").toURL();
    Map<String, Object> document =
        JSONObjectUtils.parse(retriever.retrieveResource(discovery).getContent());
    if (!issuer.toString().equals(document.get("issuer"))) {
      throw new IOException("the discovery document names another issuer");
    }
    URI keys = URI.create(JSONObjectUtils.getString(document, "jwks_uri"));
    if (!issuer.getScheme().equals(keys.getScheme())) {
      throw new IOException("the keys' URL must be https like the issuer's");
    }
    return keys.toURL();
  }

  @Override
  public void close() {
    // Holds no connection between two fetches.
  }
}
