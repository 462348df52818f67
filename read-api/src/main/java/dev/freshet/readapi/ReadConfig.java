package dev.freshet.readapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.redis.RedisSettings;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Configuration of all read functions.
 *
 * @param leaseTime how long an answer may wait for the table of leases; then it is short
 */
record ReadConfig(
    String tableName,
    String leaseTable,
    RedisSettings redis,
    ProtocolTimes times,
    GrantTerms terms,
    Duration leaseTime) {
  static ReadConfig of(Settings settings, InstantSource clock) {
    return new ReadConfig(
        settings.text("TABLE_NAME"),
        settings.text("LEASE_TABLE"),
        RedisSettings.of(settings::find, clock),
        new ProtocolTimes(
            settings.seconds("PURGE_WINDOW_SECONDS"), settings.millis("CLOCK_SKEW_MS")),
        new GrantTerms(
            settings.count("FREE_PURGES_PER_MONTH"),
            settings.count("PAID_PURGES_PER_MONTH"),
            settings.count("SAVED_ANSWERS_PER_PAID_PURGE")),
        settings.millis("LEASE_TIMEOUT_MS"));
  }
}
