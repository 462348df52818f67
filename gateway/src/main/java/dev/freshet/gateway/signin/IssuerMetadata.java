package dev.freshet.gateway.signin;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The issuer's discovery document, fetched once. Thread-safe. */
final class IssuerMetadata {
  private final URI issuer;
  private final int connectMillis;
  private final int readMillis;
  private @Nullable OIDCProviderMetadata known;

  IssuerMetadata(URI issuer, int connectMillis, int readMillis) {
    this.issuer = issuer;
    this.connectMillis = connectMillis;
    this.readMillis = readMillis;
  }

  synchronized OIDCProviderMetadata get() throws IOException {
    if (known == null) {
      try {
        known = OIDCProviderMetadata.resolve(new Issuer(issuer), connectMillis, readMillis);
      } catch (GeneralException malformed) {
        throw new IOException("the discovery document cannot be used", malformed);
      }
    }
    return known;
  }
}
