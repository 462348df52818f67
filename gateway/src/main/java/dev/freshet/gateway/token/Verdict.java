package dev.freshet.gateway.token;

import dev.freshet.domain.UserId;
import java.time.Instant;

/** What is to be thought of a token. */
public sealed interface Verdict {

  /**
   * It is good.
   *
   * @param expiry when it stops being so
   */
  record Valid(UserId user, Instant expiry) implements Verdict {}

  /**
   * It is not.
   *
   * @param reason for the log; says nothing of what was in the token
   */
  record Refused(String reason) implements Verdict {}

  /** The issuer's keys could not be had. */
  record Undecided(Exception cause) implements Verdict {}
}
