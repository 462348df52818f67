package dev.freshet.bench.replay;

import java.time.Duration;
import java.util.List;

/**
 * The events of a run, in the order of their times: the same for every design.
 *
 * @param length from the first event to the last
 * @param tokenLife lifetime of a token
 */
record Trace(Site site, List<Event> events, Duration length, Duration tokenLife) {
  private static final long DAYS = 30;
  private static final long DAY = Duration.ofDays(1).toMillis();

  Trace {
    events = List.copyOf(events);
  }

  /** The run's share of a month's purges: a thirtieth for each day that it begins. */
  long shareOfMonth(long aMonth) {
    return Math.ceilDiv(aMonth * Math.ceilDiv(length.toMillis(), DAY), DAYS);
  }
}
