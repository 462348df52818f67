package dev.freshet.invalidator.edge;

import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.config.Settings;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.purge.PurgeRule;

/** Configuration of the edge invalidator. */
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
            new GrantTerms(
                settings.count("FREE_PURGES_PER_MONTH"),
                settings.count("PAID_PURGES_PER_MONTH"),
                settings.count("SAVED_ANSWERS_PER_PAID_PURGE"))));
  }
}
