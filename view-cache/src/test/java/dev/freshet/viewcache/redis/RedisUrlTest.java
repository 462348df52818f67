package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {
  @Test
  void allOfItCanBeSaid() {
    assertThat(RedisUrl.parse("rediss://app:p%40ss+word@cache.test:7000?timeout=200ms"))
        .isEqualTo(
            new RedisUrl(
                new NodeAddress("cache.test", 7000),
                true,
                Optional.of("app"),
                Optional.of("p@ss+word"),
                Optional.of(Duration.ofMillis(200))));
  }

  @Test
  void theHostIsEnough() {
    assertThat(RedisUrl.parse("redis://cache"))
        .isEqualTo(
            new RedisUrl(
                new NodeAddress("cache", 6379),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"redis://secret@h:1, ''", "redis://:secret@h:1, ''", "redis://app:secret@h:1, app"})
  void aPasswordMayStandAlone(String url, String user) {
    RedisUrl read = RedisUrl.parse(url);

    assertThat(read.user().orElse("")).isEqualTo(user);
    assertThat(read.password()).contains("secret");
  }

  @Test
  void secondsAreATimeoutToo() {
    assertThat(RedisUrl.parse("redis://h:1?timeout=2s").timeout()).contains(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://secret:1",
        "redis:secret",
        "redis://secret:x",
        "redis://secret:1/2",
        "redis://secret:1?timeout=1",
        "redis://secret:1?timeout=1h",
        "redis://secret:1?database=2",
        "redis://sec ret:1"
      })
  void anythingElseIsRefusedAndNotRepeated(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisUrl.parse(url))
        .withNoCause()
        .withMessageContaining("redis://host:port")
        .withMessageNotContaining("sec");
  }
}
