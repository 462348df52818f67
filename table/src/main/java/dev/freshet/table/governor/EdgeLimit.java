package dev.freshet.table.governor;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the edge may keep new answers at most, whatever their view allows.
 *
 * @param atMost whole seconds, above zero
 * @param until it holds no longer than this: the end of the month whose budget it saves
 * @param writtenAt when it was decided, by the clock of whoever did
 * @param budget the month's purges at which it was decided: another budget decides anew
 */
public record EdgeLimit(Duration atMost, Instant until, Instant writtenAt, long budget) {

  /** More than CloudFront keeps anything of ours: no limit. */
  public static final Duration NONE = Duration.ofDays(1);

  public EdgeLimit {
    if (atMost.toSeconds() < 1) {
      throw new IllegalArgumentException("a limit is at least one second");
    }
  }

  public boolean holdsAt(Instant now) {
    return now.isBefore(until);
  }
}
