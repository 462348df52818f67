package dev.freshet.operations.cost;

import java.util.Locale;

/** What the formulas take for granted, unless told otherwise. */
public enum Assumption {
  EDGE_SHARE(0.093, "share of reads that the edge answers (docs/performance.md, human)"),
  REDIS_SHARE(0.774, "share of the origin's reads that Redis answers (the same)"),
  PEAK(3, "how many times the average the busiest second has"),
  READ_MS(20, "a read in Lambda, 1 GB"),
  WRITE_MS(50, "a write in Lambda, 1 GB"),
  CHANGE_MS(200, "a change in the functions behind the table together, 1 GB, unbatched"),
  READ_UNITS(5, "DynamoDB units that a view's load reads"),
  WRITE_UNITS(4, "DynamoDB units that a write takes, its transaction included"),
  ANSWER_KB(2, "an answer to a viewer"),
  STORED_KB(10, "a user's items in the table"),
  CACHED_KB(8, "a user's views in Redis"),
  LOG_KB(1, "log lines of an answer or a change"),
  TRACED_SHARE(0.05, "share of the origin's answers that X-Ray records"),
  PAID_PURGES(9_000, "PaidPurgesPerMonth: all are spent if there are as many writes"),
  LAMBDA_LIMIT(10, "AccountConcurrency: the account's concurrent executions"),
  API_LIMIT(500, "ApiRequestsPerSecond: requests a second that the stage lets through"),
  ECPU_LIMIT(5_000, "RedisMaximumEcpu: ElastiCache processing units a second"),
  REDIS_GB_LIMIT(1, "RedisMaximumGigabytes"),
  DYNAMODB_LIMIT(40_000, "the table's read units, and write units, a second"),
  PURGE_LIMIT(5, "purges a second: 0.5 calls of CreateInvalidation of ten items each");

  private final double usual;
  private final String meaning;

  Assumption(double usual, String meaning) {
    this.usual = usual;
    this.meaning = meaning;
  }

  /** The name of the command's option. */
  public String option() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public double usual() {
    return usual;
  }

  public String meaning() {
    return meaning;
  }
}
