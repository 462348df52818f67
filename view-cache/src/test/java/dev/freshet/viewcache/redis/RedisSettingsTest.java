package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
                Duration.ofMillis(500),
                Duration.ofSeconds(1)));
  }

  @Test
  void aTimeoutInTheUrlIsForCommandsAndAtLeastThatForTheRest() {
    assertThat(RedisSettings.of("redis://localhost:6379?timeout=700ms", false))
        .isEqualTo(
            new RedisSettings(
                "redis://localhost:6379?timeout=700ms",
                false,
                Duration.ofMillis(700),
                Duration.ofMillis(700),
                Duration.ofSeconds(1)));
  }

  @Test
  void anythingElseIsNoAddressOfRedis() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisSettings.of("http://localhost:6379", false));
  }
}
