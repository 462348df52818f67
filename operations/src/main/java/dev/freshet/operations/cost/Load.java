package dev.freshet.operations.cost;

import java.util.EnumMap;
import java.util.Map;

/**
 * What users do in a month of 30 days, and what that makes the parts of the system do.
 *
 * @param users of whom each makes {@code reads} and {@code writes} a day
 * @param assumed those that are missing are as usual
 */
public record Load(double users, double reads, double writes, Map<Assumption, Double> assumed) {
  private static final double DAYS = 30;
  private static final double SECONDS = DAYS * 86_400;

  public Load {
    assumed = complete(assumed);
    check("users", users);
    check("reads", reads);
    check("writes", writes);
    assumed.forEach((assumption, value) -> check(assumption.option(), value));
    for (Assumption share :
        new Assumption[] {Assumption.EDGE_SHARE, Assumption.REDIS_SHARE, Assumption.TRACED_SHARE}) {
      if (assumed.getOrDefault(share, share.usual()) > 1) {
        throw new IllegalArgumentException(share.option() + " must be 0 to 1");
      }
    }
  }

  private static Map<Assumption, Double> complete(Map<Assumption, Double> given) {
    Map<Assumption, Double> all = new EnumMap<>(Assumption.class);
    for (Assumption each : Assumption.values()) {
      all.put(each, given.getOrDefault(each, each.usual()));
    }
    return Map.copyOf(all);
  }

  private static void check(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be a number of at least 0, was " + value);
    }
  }

  double assume(Assumption assumption) {
    return assumed.getOrDefault(assumption, assumption.usual());
  }

  double monthlyReads() {
    return users * reads * DAYS;
  }

  double monthlyWrites() {
    return users * writes * DAYS;
  }

  double requests() {
    return monthlyReads() + monthlyWrites();
  }

  /** Reads that reach a function. */
  double originReads() {
    return monthlyReads() * (1 - assume(Assumption.EDGE_SHARE));
  }

  double originAnswers() {
    return originReads() + monthlyWrites();
  }

  /** Reads that Redis cannot answer. */
  double loads() {
    return originReads() * (1 - assume(Assumption.REDIS_SHARE));
  }

  /** A script for each read, one more for the fill after a miss, and two for each eviction. */
  double scripts() {
    return originReads() + loads() + 2 * monthlyWrites();
  }

  double purges(Prices prices) {
    return Math.min(monthlyWrites(), prices.freePurgesAMonth() + assume(Assumption.PAID_PURGES));
  }

  double gigabytesOfUsers(Assumption kilobytes) {
    return users * assume(kilobytes) / 1e6;
  }

  /** Of something that happens so often a month, what the busiest second has. */
  double peakSecond(double monthly) {
    return monthly / SECONDS * assume(Assumption.PEAK);
  }
}
