package dev.freshet.gateway;

import dev.freshet.lambda.config.Settings;
import java.net.URI;

/**
 * What {@link TokenAuthorizer} is told.
 *
 * @param issuer whose tokens are accepted, exactly as they stand in the claim {@code iss}
 * @param audience what a token must be for: a value of {@code aud}, or Cognito's {@code client_id}
 */
record AuthorizerConfig(URI issuer, String audience) {

  static AuthorizerConfig of(Settings settings) {
    return new AuthorizerConfig(settings.uri("ISSUER", "https", "http"), settings.text("AUDIENCE"));
  }
}
