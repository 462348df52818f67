package dev.freshet.readapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.lambda.config.SettingException;
import dev.freshet.lambda.config.Settings;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import dev.freshet.viewcache.redis.RedisSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadConfigTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "TABLE_NAME", "table",
          "GOVERNOR_TABLE", "governor",
          "REDIS_URL", "rediss://cache.example:6379",
          "REDIS_CLUSTER", "true",
          "PURGE_WINDOW_SECONDS", "2",
          "CLOCK_SKEW_MS", "500");

  @Test
  void everySettingIsTakenFromTheEnvironment() {
    assertThat(ReadConfig.of(new Settings(COMPLETE)))
        .isEqualTo(
            new ReadConfig(
                "table",
                "governor",
                RedisSettings.of("rediss://cache.example:6379", true),
                new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TABLE_NAME",
        "GOVERNOR_TABLE",
        "REDIS_URL",
        "REDIS_CLUSTER",
        "PURGE_WINDOW_SECONDS",
        "CLOCK_SKEW_MS"
      })
  void noSettingHasADefaultThatCouldHideThatTheTemplateForgotIt(String setting) {
    Map<String, String> incomplete = new HashMap<>(COMPLETE);
    incomplete.remove(setting);

    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> ReadConfig.of(new Settings(incomplete)))
        .withMessageContaining(setting);
  }
}
