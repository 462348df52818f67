package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisSettingsTest {

  @Test
  void theTimeoutsOfProductionLeaveTimeForTheTable() {
    assertThat(RedisSettings.of("rediss://cache:6379", true))
        .isEqualTo(
            new RedisSettings(
                "rediss://cache:6379",
                true,
                Duration.ofMillis(50),
                Duration.ofMillis(250),
                Duration.ofSeconds(1)));
  }
}
