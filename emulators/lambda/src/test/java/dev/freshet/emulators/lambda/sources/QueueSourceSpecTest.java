package dev.freshet.emulators.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.emulators.lambda.functions.Arn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Lambda refuses when an event source mapping of a queue is made. */
class QueueSourceSpecTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void moreThanTenMessagesNeedAWindowOfASecond() {
    assertThatIllegalArgumentException().isThrownBy(() -> spec(11, Duration.ZERO, 2));

    assertThat(spec(11, SECOND, 2).batchSize()).isEqualTo(11);
    assertThat(spec(10, Duration.ZERO, 2).batchSize()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_001})
  void theMaximumConcurrencyIsTwoToAThousand(int concurrency) {
    assertThatIllegalArgumentException().isThrownBy(() -> spec(10, SECOND, concurrency));
  }

  @Test
  void theWindowIsFiveMinutesAtMost() {
    assertThat(spec(10, Duration.ofMinutes(5), 1_000).batchingWindow()).hasMinutes(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(10, Duration.ofSeconds(301), 1_000))
        .withMessageContaining("300");
  }

  private static QueueSourceSpec spec(int batchSize, Duration window, int concurrency) {
    return new QueueSourceSpec(
        Arn.parse("arn:aws:sqs:us-east-1:000000000000:q"),
        "f",
        batchSize,
        window,
        List.of(),
        false,
        Optional.of(concurrency));
  }
}
