package dev.freshet.bench.replay;

import java.time.Duration;

/** Makes events. Equal seeds make equal events. */
interface Workload {
  Duration LONGEST = Duration.ofDays(10);

  String name();

  long requestsADay();

  Trace trace(Duration length, long seed);

  /** The duration of about this number of requests: ten days at most. */
  default Duration lengthFor(long requests) {
    Duration length = Duration.ofMillis(Duration.ofDays(1).toMillis() * requests / requestsADay());
    return length.compareTo(LONGEST) < 0 ? length : LONGEST;
  }
}
