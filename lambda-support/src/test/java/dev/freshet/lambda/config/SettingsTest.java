package dev.freshet.lambda.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void aSettingIsReadAsWhatItIs() {
    Settings settings =
        new Settings(
            Map.of(
                "TABLE_NAME", " table ",
                "REDIS_CLUSTER", "true",
                "REDIS_URL", "rediss://cache.example:6379",
                "PURGE_WINDOW_SECONDS", "2",
                "CLOCK_SKEW_MS", "500"));

    assertThat(settings.text("TABLE_NAME")).isEqualTo("table");
    assertThat(settings.flag("REDIS_CLUSTER")).isTrue();
    assertThat(settings.uri("REDIS_URL", "redis", "rediss"))
        .isEqualTo(URI.create("rediss://cache.example:6379"));
    assertThat(settings.seconds("PURGE_WINDOW_SECONDS")).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.millis("CLOCK_SKEW_MS")).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void aMissingSettingIsNamedTogetherWithWhatItShouldLookLike() {
    refused("", settings -> settings.flag("IT"), "environment variable IT must be true or false");
    refused(
        "", settings -> settings.uri("IT", "redis"), "IT must be an address such as redis://host");
    refused("", settings -> settings.text("IT"), "IT must be set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "two", "99999999999999999999"})
  void aNumberThatIsNoneIsRefusedWithoutRepeatingIt(String text) {
    refused(text, settings -> settings.seconds("IT"), "IT must be a whole number");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new Settings(Map.of("IT", text)).seconds("IT"))
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(text))
        .withNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://host", "redis:6379", "host:6379", "redis://", ":"})
  void anAddressOfAnotherSchemeOrWithoutAHostIsRefused(String text) {
    refused(text, settings -> settings.uri("IT", "redis", "rediss"), "IT must be an address");
  }

  private static void refused(String text, Function<Settings, Object> read, String message) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> read.apply(new Settings(Map.of("IT", text))))
        .withMessageContaining(message)
        .satisfies(refused -> assertThat(refused.setting()).isEqualTo("IT"));
  }
}
