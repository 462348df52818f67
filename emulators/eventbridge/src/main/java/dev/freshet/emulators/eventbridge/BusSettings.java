package dev.freshet.emulators.eventbridge;

import java.time.Duration;
import java.util.Set;

/**
 * The buses and what a laptop wants otherwise than EventBridge has it.
 *
 * @param buses the names of the buses beside {@code default}
 * @param firstRetryAfter the wait before a failed delivery is tried again; it doubles with each, up
 *     to {@code longestRetryAfter}, and is shortened at random
 */
public record BusSettings(
    String region,
    String account,
    Set<String> buses,
    Duration firstRetryAfter,
    Duration longestRetryAfter) {

  /** The bus that every account has. */
  public static final String DEFAULT_BUS = "default";

  public BusSettings {
    buses = Set.copyOf(buses);
  }

  /** Settings that retry after a fraction of a second. */
  public static BusSettings local(String region, String account, Set<String> buses) {
    return new BusSettings(region, account, buses, Duration.ofMillis(100), Duration.ofSeconds(10));
  }

  boolean knows(String bus) {
    return bus.equals(DEFAULT_BUS) || buses.contains(bus);
  }
}
