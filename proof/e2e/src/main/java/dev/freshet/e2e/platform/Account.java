package dev.freshet.e2e.platform;

import dev.freshet.domain.UserId;
import java.time.Duration;

/** A user who was signed up for one scenario. */
public interface Account {

  UserId id();

  String email();

  /** An access token that outlives the scenario; a new one each time, so a new key at the edge. */
  String token();

  /**
   * An access token that lives this long from now on; a negative lifetime is one that has passed.
   *
   * @throws UnsupportedOperationException if the platform lacks {@link
   *     Capability#TOKENS_OF_ANY_LIFETIME}
   */
  String token(Duration lifetime);
}
