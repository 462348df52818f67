package dev.freshet.invalidator.edge;

import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.config.Settings;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.purge.PurgeRule;

/** What the edge invalidator is told. */
record EdgeConfig(
    String distributionId,
    String busName,
    String leaseTable,
    String purgeQueueUrl,
    String purgeDlqUrl,
    PurgeRule rule) {

  static EdgeConfig of(Settings settings) {
    return new EdgeConfig(
        settings.text("DISTRIBUTION_ID"),
        settings.text("EVENT_BUS_NAME"),
        settings.text("LEASE_TABLE"),
        settings.text("PURGE_QUEUE_URL"),
        settings.text("PURGE_DLQ_URL"),
        new PurgeRule(
            ViewCatalogue.FRESHET,
            new ProtocolTimes(
                settings.seconds("PURGE_WINDOW_SECONDS"), settings.millis("CLOCK_SKEW_MS")),
            terms(settings)));
  }

  private static GrantTerms terms(Settings settings) {
    return new GrantTerms(
        count(settings, "FREE_PURGES_PER_MONTH", 0),
        count(settings, "PAID_PURGES_PER_MONTH", 0),
        count(settings, "SAVED_ANSWERS_PER_PAID_PURGE", 1));
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
