package dev.freshet.bench.replay;

import java.util.EnumMap;
import java.util.Map;

/** What was counted in a run. One thread. */
final class Counts {
  enum Kind {
    REQUESTS,
    WRITES,
    EDGE_HITS,
    /** Answers of the origin, and those among them that were read from Redis alone. */
    ORIGIN_ANSWERS,
    REDIS_HITS,
    /** The edge's copy had expired, and a 304 made it live on. */
    CONFIRMED,
    SCRIPTS,
    TABLE_LOADS,
    READ_UNITS,
    WRITE_UNITS,
    /** Leases that were granted or renewed, for pages with cards all parts at once. */
    GRANTS,
    /** Grants that were wanted and refused, or failed. */
    REFUSED_GRANTS,
    NOTICES,
    PURGES,
    /** Purges that no lease prepaid. */
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
