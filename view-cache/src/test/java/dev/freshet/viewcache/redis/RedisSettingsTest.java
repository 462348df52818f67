package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.viewcache.redis.RedisSettings.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
  private static final Map<String, String> IAM =
      Map.of(
          "REDIS_URL", "rediss://cache.example:6379",
          "REDIS_CLUSTER", "true",
          "REDIS_AUTH", "iam-serverless",
          "REDIS_USER", "freshet",
          "REDIS_CACHE_NAME", "Freshet-1",
          "AWS_REGION", "eu-west-1",
          "AWS_ACCESS_KEY_ID", "AKID",
          "AWS_SECRET_ACCESS_KEY", "secret",
          "AWS_SESSION_TOKEN", "session",
          "AWS_LAMBDA_FUNCTION_NAME", "freshet-evictor");

  private static RedisSettings of(Map<String, String> variables) {
    return RedisSettings.of(name -> Optional.ofNullable(variables.get(name)), CLOCK);
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> changed = new HashMap<>(IAM);
    changed.put(name, value);
    return changed;
  }

  @Test
  void theTimeoutsOfProductionLeaveTimeForTheTable() {
    assertThat(RedisSettings.of("rediss://cache:6379", true).timeouts())
        .isEqualTo(
            new Timeouts(
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5)));
  }

  @Test
  void aTimeoutInTheUrlIsForCommandsAndAtLeastThatForTheRest() {
    assertThat(RedisSettings.of("redis://localhost:6379?timeout=700ms", false).timeouts())
        .isEqualTo(
            new Timeouts(
                Duration.ofMillis(700),
                Duration.ofMillis(700),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5)));
  }

  @Test
  void anythingElseIsNoAddressOfRedis() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisSettings.of("http://localhost:6379", false));
  }

  @Test
  void noTextOfTheSettingsHoldsAPassword() {
    assertThat(RedisSettings.of("rediss://app:opensesame@host:6379", false).toString())
        .contains("host")
        .doesNotContain("opensesame");
    assertThat(of(IAM).toString()).doesNotContain("secret").doesNotContain("session");
  }

  @Test
  void theEnvironmentSaysHowAFunctionLogsInByIam() {
    RedisSettings settings = of(IAM);
    RedisLogin login = settings.login().orElseThrow();
    assertThat(settings.cluster()).isTrue();
    assertThat(settings.clientName()).contains("freshet-evictor");
    assertThat(login.user()).isEqualTo("freshet");
    assertThat(login.password().get())
        .startsWith("freshet-1/?Action=connect&ResourceType=ServerlessCache&User=freshet&")
        .contains("X-Amz-Date=20260102T030405Z");
    assertThat(login.renewEvery()).isEqualTo(Duration.ofHours(11));
    assertThat(settings).isEqualTo(of(IAM));
  }

  @Test
  void aCacheWithNodesIsNamedWithoutAType() {
    RedisSettings settings = of(with("REDIS_AUTH", "iam"));
    assertThat(settings.login().orElseThrow().password().get())
        .startsWith("freshet-1/?Action=connect&User=freshet&")
        .doesNotContain("ResourceType");
  }

  @Test
  void withoutIamTheUrlIsAllThatIsNeeded() {
    RedisSettings settings =
        of(Map.of("REDIS_URL", "redis://h:1", "REDIS_CLUSTER", "false", "REDIS_AUTH", "url"));
    assertThat(settings).isEqualTo(RedisSettings.of("redis://h:1", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REDIS_URL",
        "REDIS_CLUSTER",
        "REDIS_AUTH",
        "REDIS_USER",
        "REDIS_CACHE_NAME",
        "AWS_REGION",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY"
      })
  void aVariableThatIsMissingIsNamed(String name) {
    Map<String, String> incomplete = new HashMap<>(IAM);
    incomplete.remove(name);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(incomplete))
        .withMessageContaining(name);
  }

  @ParameterizedTest
  @CsvSource({
    "REDIS_URL, http://opensesame",
    "REDIS_URL, redis://opensesame:6379",
    "REDIS_URL, rediss://app:opensesame@:x",
    "REDIS_CLUSTER, opensesame",
    "REDIS_AUTH, opensesame"
  })
  void aWrongValueIsNotRepeated(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(with(name, value)))
        .withNoCause()
        .withMessageContaining(name)
        .withMessageNotContaining("opensesame");
  }
}
