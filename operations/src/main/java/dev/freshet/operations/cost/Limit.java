package dev.freshet.operations.cost;

import java.util.Comparator;
import java.util.List;

/**
 * A limit, and how much of it the busiest second uses.
 *
 * @param raise what to raise once it is reached
 */
public record Limit(String name, double used, double limit, String raise) {

  /** The most concurrent executions that the path of changes takes with the template's defaults. */
  private static final double PATH_OF_CHANGES = 7;

  /** The share in use; above 1, the limit is reached. */
  public double share() {
    return used / limit;
  }

  /** All of them, the one that is reached first at the head. */
  public static List<Limit> of(Load load, Prices prices) {
    return List.of(
            of(
                load,
                "Lambda concurrency",
                concurrency(load),
                Assumption.LAMBDA_LIMIT,
                "the account's quota of concurrent executions, then AccountConcurrency"),
            of(
                load,
                "API requests/s",
                load.peakSecond(load.originAnswers()),
                Assumption.API_LIMIT,
                "ApiRequestsPerSecond and ApiBurst; beyond 10,000 the account's quota"),
            of(
                load,
                "CreateInvalidation, purges/s",
                load.peakSecond(load.purges(prices)),
                Assumption.PURGE_LIMIT,
                "no quota is documented, so lower PaidPurgesPerMonth"),
            of(
                load,
                "DynamoDB read units/s",
                load.peakSecond(load.loads() * load.assume(Assumption.READ_UNITS)),
                Assumption.DYNAMODB_LIMIT,
                "the quota of read units for a table"),
            of(
                load,
                "DynamoDB write units/s",
                load.peakSecond(load.monthlyWrites() * load.assume(Assumption.WRITE_UNITS)),
                Assumption.DYNAMODB_LIMIT,
                "the quota of write units for a table"),
            of(
                load,
                "ElastiCache ECPU/s",
                load.peakSecond(load.scripts() * prices.get("redis.ecpus-per-script")),
                Assumption.ECPU_LIMIT,
                "RedisMaximumEcpu"),
            of(
                load,
                "ElastiCache GB",
                load.gigabytesOfUsers(Assumption.CACHED_KB),
                Assumption.REDIS_GB_LIMIT,
                "RedisMaximumGigabytes"))
        .stream()
        .sorted(Comparator.comparingDouble(Limit::share).reversed())
        .toList();
  }

  private static Limit of(Load load, String name, double used, Assumption limit, String raise) {
    return new Limit(name, used, load.assume(limit), raise);
  }

  private static double concurrency(Load load) {
    double seconds =
        load.originReads() * load.assume(Assumption.READ_MS) / 1000
            + load.monthlyWrites() * load.assume(Assumption.WRITE_MS) / 1000;
    return PATH_OF_CHANGES + load.peakSecond(seconds);
  }
}
