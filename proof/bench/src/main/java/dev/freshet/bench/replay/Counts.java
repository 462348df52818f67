package dev.freshet.bench.replay;

import java.util.EnumMap;
import java.util.Map;

/** The counts of a run. Not thread-safe. */
final class Counts {
  enum Kind {
    REQUESTS,
    WRITES,
    EDGE_HITS,
    /** Answers of the origin, and those among them from Redis alone. */
    ORIGIN_ANSWERS,
    REDIS_HITS,
    /** Expired copies that a 304 renewed. */
    CONFIRMED,
    SCRIPTS,
    TABLE_LOADS,
    READ_UNITS,
    WRITE_UNITS,
    /** Granted or renewed leases; all parts of a page count as one. */
    GRANTS,
    /** Refused or failed requests for leases. */
    REFUSED_GRANTS,
    NOTICES,
    PURGES,
    /** Purges without a prepaying lease. */
    UNCREDITED
  }

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

  void add(Kind kind, long more) {
    counts.merge(kind, more, Long::sum);
  }

  long get(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
