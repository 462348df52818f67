package dev.freshet.readapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import dev.freshet.viewcache.redis.RedisSettings;

/** What every read function is told. */
record ReadConfig(
    String tableName, String governorTable, RedisSettings redis, ProtocolTimes times) {

  static ReadConfig of(Settings settings) {
    return new ReadConfig(
        settings.text("TABLE_NAME"),
        settings.text("GOVERNOR_TABLE"),
        RedisSettings.of(
            settings.uri("REDIS_URL", "redis", "rediss").toString(),
            settings.flag("REDIS_CLUSTER")),
        new ProtocolTimes(
            settings.seconds("PURGE_WINDOW_SECONDS"), settings.millis("CLOCK_SKEW_MS")));
  }
}
