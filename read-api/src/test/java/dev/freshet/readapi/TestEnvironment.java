package dev.freshet.readapi;

import dev.freshet.servers.RedisServer;
import dev.freshet.servers.TestTables;
import java.util.Map;
import java.util.TreeMap;

/** The environment in which Lambda makes read functions, with local servers. */
final class TestEnvironment {
  private TestEnvironment() {}

  /** The functions' variables. Timeouts are long, because a busy machine is not the subject. */
  static Map<String, String> of(String table, String leases, RedisServer redis) {
    return new TreeMap<>(
        Map.ofEntries(
            Map.entry("TABLE_NAME", table),
            Map.entry("LEASE_TABLE", leases),
            Map.entry("REDIS_URL", redis.uri() + "?timeout=2s"),
            Map.entry("REDIS_CLUSTER", "false"),
            Map.entry("REDIS_AUTH", "url"),
            Map.entry("PURGE_WINDOW_SECONDS", "20"),
            Map.entry("CLOCK_SKEW_MS", "500"),
            Map.entry("FREE_PURGES_PER_MONTH", "1000"),
            Map.entry("PAID_PURGES_PER_MONTH", "9000"),
            Map.entry("SAVED_ANSWERS_PER_PAID_PURGE", "1250"),
            Map.entry("LEASE_TIMEOUT_MS", "5000"),
            Map.entry("ALLOWED_ORIGIN", "*"),
            Map.entry("METRICS_NAMESPACE", "Freshet")));
  }

  /** System properties that point the SDK's clients to the tables. */
  static Map<String, String> sdk(TestTables tables) {
    return Map.of(
        "aws.region", "us-east-1",
        "aws.accessKeyId", "local",
        "aws.secretAccessKey", "local",
        "aws.endpointUrlDynamoDb",
            tables
                .client()
                .serviceClientConfiguration()
                .endpointOverride()
                .orElseThrow()
                .toString());
  }
}
