package dev.freshet.gateway.token;

import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.Set;

/** The result of verifying a token. */
public sealed interface Verdict {

  /**
   * It is good.
   *
   * @param expiry when it stops being so
   * @param roles of the user, by the issuer's word
   */
  record Valid(UserId user, Instant expiry, Set<String> roles) implements Verdict {

    public Valid {
      roles = Set.copyOf(roles);
    }
  }

  /**
   * It is not.
   *
   * @param reason for the log; says nothing of what was in the token
   */
  record Refused(String reason) implements Verdict {}

  /** The issuer's keys are unavailable. */
  record Undecided(Exception cause) implements Verdict {}
}
