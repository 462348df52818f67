package dev.freshet.gateway.signin;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.freshet.gateway.signin.IssuerAnswer.ClientRefused;
import dev.freshet.gateway.signin.IssuerAnswer.Denied;
import dev.freshet.gateway.signin.IssuerAnswer.Granted;
import dev.freshet.gateway.signin.IssuerAnswer.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls the issuer's token and revocation endpoints, for at most 4 s each. Thread-safe. */
final class IssuerClient {

  /** To connect. */
  private static final int CONNECT_MILLIS = 1_000;

  /** For the answer to begin. */
  private static final int READ_MILLIS = 3_000;

  private final IssuerMetadata metadata;

  IssuerClient(URI issuer) {
    this.metadata = new IssuerMetadata(issuer, CONNECT_MILLIS, READ_MILLIS);
  }

  /** Exchanges a code or a refresh token for tokens. */
  IssuerAnswer grant(AuthorizationGrant grant, ClientCredentials client) {
    try {
      HTTPResponse response = send(tokenRequest(grant, client).toHTTPRequest());
      return answer(OIDCTokenResponseParser.parse(response), response);
    } catch (IOException | com.nimbusds.oauth2.sdk.GeneralException failed) {
      return new Unavailable(failed);
    }
  }

  /** Revokes a refresh token. Returns whether the issuer has done it. */
  boolean revoke(String refreshToken, ClientCredentials client) throws IOException {
    URI endpoint = metadata.get().getRevocationEndpointURI();
    if (endpoint == null) {
      return false;
    }
    RefreshToken token = new RefreshToken(refreshToken);
    TokenRevocationRequest request =
        client.clientSecret().isEmpty()
            ? new TokenRevocationRequest(endpoint, new ClientID(client.clientId()), token)
            : new TokenRevocationRequest(endpoint, basic(client), token);
    return send(request.toHTTPRequest()).indicatesSuccess();
  }

  /** The issuer's own logout page. */
  Optional<URI> logoutPage() throws IOException {
    return Optional.ofNullable(metadata.get().getEndSessionEndpointURI());
  }

  private TokenRequest tokenRequest(AuthorizationGrant grant, ClientCredentials client)
      throws IOException {
    OIDCProviderMetadata issuer = metadata.get();
    URI endpoint = issuer.getTokenEndpointURI();
    return client.clientSecret().isEmpty()
        ? new TokenRequest.Builder(endpoint, new ClientID(client.clientId()), grant).build()
        : new TokenRequest.Builder(endpoint, basic(client), grant).build();
  }

  private static ClientSecretBasic basic(ClientCredentials client) {
    return new ClientSecretBasic(
        new ClientID(client.clientId()), new Secret(client.clientSecret()));
  }

  private static HTTPResponse send(HTTPRequest request) throws IOException {
    request.setConnectTimeout(CONNECT_MILLIS);
    request.setReadTimeout(READ_MILLIS);
    request.setFollowRedirects(false);
    return request.send();
  }

  private static IssuerAnswer answer(TokenResponse response, HTTPResponse http) {
    if (response instanceof OIDCTokenResponse success) {
      return granted(success.getOIDCTokens());
    }
    String code = response.toErrorResponse().getErrorObject().getCode();
    if (OAuth2Error.INVALID_CLIENT.getCode().equals(code)) {
      return new ClientRefused();
    }
    boolean refused = http.getStatusCode() == HTTPResponse.SC_BAD_REQUEST && code != null;
    return refused
        ? new Denied(code)
        : new Unavailable(new IOException("the token endpoint answered " + http.getStatusCode()));
  }

  private static IssuerAnswer granted(OIDCTokens tokens) {
    return new Granted(
        Objects.requireNonNull(tokens.getAccessToken()).getValue(),
        Optional.ofNullable(tokens.getIDTokenString()),
        Optional.ofNullable(value(tokens.getRefreshToken())));
  }

  private static @Nullable String value(@Nullable RefreshToken token) {
    return token == null ? null : token.getValue();
  }
}
