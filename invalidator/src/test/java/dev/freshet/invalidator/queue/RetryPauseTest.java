package dev.freshet.invalidator.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPauseTest {

  @ParameterizedTest
  @CsvSource({"1,1,1", "2,2,2", "3,4,6", "4,8,12", "5,24,36", "6,24,36", "999,24,36"})
  void theFirstTriesAreSoonAndTheLastOnesHalfAMinuteApart(int receives, int least, int most) {
    assertThat(pauses(receives))
        .allSatisfy(pause -> assertThat(pause.toSeconds()).isBetween((long) least, (long) most));
  }

  @Test
  void messagesThatFailedTogetherDoNotComeBackTogether() {
    assertThat(pauses(5)).hasSize(13);
  }

  @Test
  void theSpreadDoesNotShiftTheMean() {
    double mean =
        IntStream.range(0, 10_000)
            .mapToObj(i -> pause(i, 7))
            .mapToLong(Duration::toSeconds)
            .average()
            .orElseThrow();

    assertThat(mean).isBetween(29.8, 30.2);
  }

  @Test
  void aMessageWithoutACountIsTriedSoon() {
    assertThat(pause(1, 0)).isEqualTo(Duration.ofSeconds(1));
  }

  private static Set<Duration> pauses(int receives) {
    return IntStream.range(0, 10_000).mapToObj(i -> pause(i, receives)).collect(Collectors.toSet());
  }

  private static Duration pause(int id, int receives) {
    return RetryPause.after(new Received("id-" + id, "receipt", "", receives));
  }
}
