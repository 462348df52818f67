package dev.freshet.e2e.platform;

import dev.freshet.domain.UserId;
import java.time.Duration;
import java.util.Map;

/** A user of one scenario. */
public interface Account {

  UserId id();

  String email();

  /** An access token that outlives the scenario; a new one each time, so a new key at the edge. */
  String token();

  /**
   * An access token of this lifetime; with a negative lifetime it has expired.
   *
   * @throws UnsupportedOperationException if the platform lacks {@link
   *     Capability#TOKENS_OF_ANY_LIFETIME}
   */
  String token(Duration lifetime);

  /**
   * Tokens that the API must refuse although their issuer signed them: an ID token, a token of
   * another client without the API's scope, and a token of another issuer.
   *
   * @throws UnsupportedOperationException if the platform lacks {@link
   *     Capability#TOKENS_OF_ANY_LIFETIME}
   */
  Map<String, String> tokensForOthers();
}
