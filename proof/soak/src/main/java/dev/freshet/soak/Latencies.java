package dev.freshet.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Durations of requests, separately for those during a fault. Thread-safe. */
final class Latencies {
  private final FaultLog faults;
  private final Map<String, List<Long>> taken = new TreeMap<>();

  Latencies(FaultLog faults) {
    this.faults = faults;
  }

  /**
   * Records a request.
   *
   * @param kind read or write
   */
  void add(String kind, long sentAt, long receivedAt) {
    String name = kind + (faults.isCalm(sentAt, receivedAt) ? ", no fault" : ", under a fault");
    synchronized (taken) {
      taken.computeIfAbsent(name, _ -> new ArrayList<>()).add(receivedAt - sentAt);
    }
  }

  /** A table of medians and high percentiles. */
  String table() {
    synchronized (taken) {
      StringBuilder rows = new StringBuilder(row("", "requests", "p50", "p99", "max"));
      taken.forEach((name, times) -> {
        Collections.sort(times);
        rows.append('\n')
            .append(row(name, times.size(), at(times, 0.5), at(times, 0.99), at(times, 1)));
      });
      return rows.toString();
    }
  }

  private static String row(Object... columns) {
    return "    %-22s %8s %10s %10s %10s".formatted(columns);
  }

  private static String at(List<Long> sorted, double share) {
    return String.format(
        Locale.ROOT,
        "%.0f ms",
        Percentile.of(sorted, share) / (double) TimeUnit.MILLISECONDS.toNanos(1));
  }
}
