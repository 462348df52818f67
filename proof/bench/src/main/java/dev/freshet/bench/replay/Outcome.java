package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;

/**
 * The result of a run.
 *
 * @param freePurges number of free purges
 */
record Outcome(Counts counts, long freePurges, Bill bill, Staleness.Summary staleness) {
  double edgeHits() {
    return (double) counts.get(Kind.EDGE_HITS) / counts.get(Kind.REQUESTS);
  }

  /** The share of the origin's answers from Redis alone. */
  double redisHits() {
    return (double) counts.get(Kind.REDIS_HITS) / Math.max(1, counts.get(Kind.ORIGIN_ANSWERS));
  }

  long purges() {
    return counts.get(Kind.PURGES);
  }

  long paidPurges() {
    return Math.max(0, purges() - freePurges);
  }
}
