package dev.freshet.bench.cold;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The cold starts of one function. */
record Measured(Subject subject, List<ColdStart> starts) {
  Measured(Subject subject) {
    this(subject, new ArrayList<>());
  }

  /** The median of one part over all starts, in seconds. */
  double median(Function<ColdStart, Duration> part) {
    List<Duration> sorted = starts.stream().map(part).sorted().toList();
    return sorted.get(sorted.size() / 2).toNanos() / 1e9;
  }
}
