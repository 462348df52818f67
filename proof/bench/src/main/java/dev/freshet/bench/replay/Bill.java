package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
import dev.freshet.operations.cost.Prices;

/** The cost of a run in dollars. */
record Bill(double purges, double origin, double dynamoDb, double redis, double queue) {
  /**
   * @param freePurges number of the run's free purges
   */
  static Bill of(Counts counts, Prices prices, long freePurges) {
    return new Bill(
        Math.max(0, counts.get(Kind.PURGES) - freePurges) * prices.purge(),
        counts.get(Kind.ORIGIN_ANSWERS) * prices.originAnswer(),
        counts.get(Kind.READ_UNITS) * prices.readUnit()
            + counts.get(Kind.WRITE_UNITS) * prices.writeUnit(),
        counts.get(Kind.SCRIPTS) * prices.script(),
        counts.get(Kind.NOTICES) * prices.notice());
  }

  /** Everything except the queue. */
  double total() {
    return purges + origin + dynamoDb + redis;
  }

  double withQueue() {
    return total() + queue;
  }
}
