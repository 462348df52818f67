package dev.freshet.invalidator.edge;

import dev.freshet.lambda.config.Settings;
import dev.freshet.viewcache.protocol.ProtocolTimes;

/**
 * What the edge invalidator is told.
 *
 * @param purgesPerMonth free and paid ones together, above zero
 */
record EdgeConfig(
    String distributionId,
    String busName,
    String governorTable,
    ProtocolTimes times,
    long purgesPerMonth) {

  static EdgeConfig of(Settings settings) {
    return new EdgeConfig(
        settings.text("DISTRIBUTION_ID"),
        settings.text("EVENT_BUS_NAME"),
        settings.text("GOVERNOR_TABLE"),
        new ProtocolTimes(
            settings.seconds("PURGE_WINDOW_SECONDS"), settings.millis("CLOCK_SKEW_MS")),
        count(settings, "FREE_PURGES_PER_MONTH", 1) + count(settings, "PAID_PURGES_PER_MONTH", 0));
  }

  private static long count(Settings settings, String name, int least) {
    return settings.read(
        name,
        "a whole number, " + least + " or more",
        text -> {
          int number = Integer.parseInt(text);
          if (number < least) {
            throw new IllegalArgumentException();
          }
          return (long) number;
        });
  }
}
