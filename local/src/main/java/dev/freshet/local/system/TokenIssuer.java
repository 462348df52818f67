package dev.freshet.local.system;

import com.nimbusds.jose.JOSEObjectType;
import dev.freshet.domain.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * An OIDC issuer in Cognito's place, on a free port of 127.0.0.1: discovery, keys, a login page
 * that takes any name, and access tokens in Cognito's form.
 */
public final class TokenIssuer implements AutoCloseable {
  private static final String ISSUER_ID = "freshet";

  /** What Cognito gives where a client does not ask for another. */
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final MockOAuth2Server server;
  private final String audience;

  private TokenIssuer(MockOAuth2Server server, String audience) {
    this.server = server;
    this.audience = audience;
  }

  /** Starts one on a free port of 127.0.0.1. */
  static TokenIssuer start(String audience) {
    return start(audience, InetAddress.getLoopbackAddress(), 0);
  }

  /** Starts one on this address; port 0 is any that is free. */
  public static TokenIssuer start(String audience, InetAddress address, int port) {
    MockOAuth2Server server =
        new MockOAuth2Server(
            new OAuth2Config(
                true,
                null,
                null,
                false,
                new OAuth2TokenProvider(),
                Set.of(token(audience, "anybody", LIFETIME))));
    server.start(address, port);
    TokenIssuer issuer = new TokenIssuer(server, audience);
    issuer.answerOnce(server.wellKnownUrl(ISSUER_ID).uri());
    issuer.answerOnce(server.jwksUrl(ISSUER_ID).uri());
    return issuer;
  }

  /** What the tokens say issued them. */
  public URI issuer() {
    return server.issuerUrl(ISSUER_ID).uri();
  }

  /** An access token that lives this long from now on; a negative lifetime has passed already. */
  public String token(UserId user, Duration lifetime) {
    return server
        .issueToken(ISSUER_ID, audience, token(audience, user.value(), lifetime))
        .serialize();
  }

  @Override
  public void close() {
    server.shutdown();
  }

  /** The first answer takes longer than those who verify tokens wait for one. */
  private void answerOnce(URI document) {
    try (InputStream in = document.toURL().openStream()) {
      in.readAllBytes();
    } catch (IOException e) {
      close();
      throw new UncheckedIOException("the OIDC issuer does not answer", e);
    }
  }

  private static DefaultOAuth2TokenCallback token(
      String audience, String subject, Duration lifetime) {
    return new DefaultOAuth2TokenCallback(
        ISSUER_ID,
        subject,
        JOSEObjectType.JWT.getType(),
        List.of(audience),
        Map.of("client_id", audience, "token_use", "access"),
        lifetime.toSeconds());
  }
}
