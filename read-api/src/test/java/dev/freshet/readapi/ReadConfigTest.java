package dev.freshet.readapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.lambda.config.Settings;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.redis.RedisSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadConfigTest {
  private static final Map<String, String> COMPLETE =
      Map.ofEntries(
          Map.entry("TABLE_NAME", "table"),
          Map.entry("LEASE_TABLE", "leases"),
          Map.entry("REDIS_URL", "rediss://cache.example:6379"),
          Map.entry("REDIS_CLUSTER", "true"),
          Map.entry("REDIS_AUTH", "url"),
          Map.entry("PURGE_WINDOW_SECONDS", "2"),
          Map.entry("CLOCK_SKEW_MS", "500"),
          Map.entry("FREE_PURGES_PER_MONTH", "1000"),
          Map.entry("PAID_PURGES_PER_MONTH", "9000"),
          Map.entry("SAVED_ANSWERS_PER_PAID_PURGE", "1250"),
          Map.entry("LEASE_TIMEOUT_MS", "50"));

  @Test
  void everySettingIsTakenFromTheEnvironment() {
    assertThat(ReadConfig.of(new Settings(COMPLETE), InstantSource.system()))
        .isEqualTo(
            new ReadConfig(
                "table",
                "leases",
                RedisSettings.of("rediss://cache.example:6379", true),
                new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500)),
                new GrantTerms(1_000, 9_000, 1_250),
                Duration.ofMillis(50)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TABLE_NAME",
        "LEASE_TABLE",
        "REDIS_URL",
        "REDIS_CLUSTER",
        "REDIS_AUTH",
        "PURGE_WINDOW_SECONDS",
        "CLOCK_SKEW_MS",
        "FREE_PURGES_PER_MONTH",
        "PAID_PURGES_PER_MONTH",
        "SAVED_ANSWERS_PER_PAID_PURGE",
        "LEASE_TIMEOUT_MS"
      })
  void noSettingHasADefaultThatCouldHideThatTheTemplateForgotIt(String setting) {
    Map<String, String> incomplete = new HashMap<>(COMPLETE);
    incomplete.remove(setting);

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> ReadConfig.of(new Settings(incomplete), InstantSource.system()))
        .withMessageContaining(setting);
  }
}
