package dev.freshet.gateway.token;

import dev.freshet.lambda.config.Settings;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Requirements for an access token. At least one of audience and scopes is set.
 *
 * @param issuer the accepted issuer, equal to the claim {@code iss}
 * @param audience a value of {@code aud}, or Cognito's {@code client_id}; empty: any
 * @param scopes the token must have one of these scopes; empty: no scope is required
 * @param rolesClaim the claim with the caller's roles, such as {@code cognito:groups}
 */
public record TokenRules(
    URI issuer, Optional<String> audience, Set<String> scopes, String rolesClaim) {

  public TokenRules {
    scopes = Set.copyOf(scopes);
    if (audience.isEmpty() && scopes.isEmpty()) {
      throw new IllegalArgumentException("AUDIENCE or SCOPES must be set");
    }
  }

  /** Reads ISSUER, AUDIENCE, SCOPES and ROLES_CLAIM. */
  public static TokenRules of(Settings settings) {
    Set<String> scopes = settings.find("SCOPES").map(TokenRules::words).orElse(Set.of());
    return new TokenRules(
        settings.uri("ISSUER", "https", "http"),
        scopes.isEmpty() ? Optional.of(settings.text("AUDIENCE")) : settings.find("AUDIENCE"),
        scopes,
        settings.text("ROLES_CLAIM"));
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" +", -1))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
