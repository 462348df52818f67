package dev.freshet.gateway.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class KeptValueTest {
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private @Nullable String stored = "one";
  private int fetches;
  private final KeptValue<String> value =
      new KeptValue<>("the secret", this::fetch, Duration.ofHours(1), () -> now);

  @Test
  void isFetchedWhenItIsFirstNeededAndThenKept() {
    assertThat(fetches).isZero();

    assertThat(value.get()).isEqualTo("one");
    assertThat(value.get()).isEqualTo("one");

    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void isFetchedAgainOnceItIsOld() {
    value.get();
    stored = "two";
    now = now.plus(Duration.ofHours(1));

    assertThat(value.get()).isEqualTo("two");
  }

  @Test
  void isFetchedAgainWhenItWasRefused() {
    String refused = value.get();
    stored = "two";
    now = now.plus(Duration.ofSeconds(10));

    assertThat(value.insteadOf(refused)).isEqualTo("two");
    assertThat(value.get()).isEqualTo("two");
  }

  @Test
  void isNotFetchedAgainWhenAnotherRequestHasDoneIt() {
    String refused = value.get();
    stored = "two";
    now = now.plus(Duration.ofSeconds(10));
    value.insteadOf(refused);

    assertThat(value.insteadOf(refused)).isEqualTo("two");
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void isNotFetchedForEveryRefusal() {
    String refused = value.get();

    for (int i = 0; i < 20; i++) {
      assertThat(value.insteadOf(refused)).isEqualTo("one");
    }
    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void staysTheLastKnownOneWhileItCannotBeFetched() {
    value.get();
    stored = null;
    now = now.plus(Duration.ofHours(2));

    assertThat(value.get()).isEqualTo("one");
    assertThat(value.insteadOf("one")).isEqualTo("one");
  }

  @Test
  void isUnavailableWhereItWasNeverKnownAndFetchedAsSoonAsThatIsPossible() {
    stored = null;
    assertThatExceptionOfType(ValueUnavailableException.class).isThrownBy(value::get);

    stored = "one";
    assertThat(value.get()).isEqualTo("one");
  }

  private String fetch() {
    fetches++;
    if (stored == null) {
      throw SdkClientException.create("out of reach");
    }
    return stored;
  }
}
