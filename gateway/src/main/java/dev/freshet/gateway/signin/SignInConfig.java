package dev.freshet.gateway.signin;

import dev.freshet.gateway.token.TokenRules;
import dev.freshet.lambda.config.Settings;
import java.time.Duration;

/**
 * The settings of {@link SignInHandler}.
 *
 * @param clientSecretId of the secret with the {@link ClientCredentials}
 * @param redirectUrisParameter the name of the parameter with the allowed redirect URIs
 * @param logoutParameter the query parameter of the issuer's logout page for the return address
 */
record SignInConfig(
    TokenRules rules,
    String clientSecretId,
    String redirectUrisParameter,
    Duration refreshLifetime,
    String logoutParameter) {

  static SignInConfig of(Settings settings) {
    return new SignInConfig(
        TokenRules.of(settings),
        settings.text("CLIENT_SECRET_ID"),
        settings.text("REDIRECT_URIS_PARAMETER"),
        Duration.ofDays(settings.count("REFRESH_TOKEN_DAYS")),
        settings.text("LOGOUT_PARAMETER"));
  }
}
