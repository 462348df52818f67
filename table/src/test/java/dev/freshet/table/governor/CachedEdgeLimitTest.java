package dev.freshet.table.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.table.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CachedEdgeLimitTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private final ManualClock clock = new ManualClock();
  private final List<RuntimeException> failures = new ArrayList<>();
  private Optional<EdgeLimit> stored = Optional.empty();
  private boolean away;
  private int reads;
  private final CachedEdgeLimit limit = new CachedEdgeLimit(this::read, clock, failures::add);

  @Test
  void whereNothingIsWrittenThereIsNoLimit() {
    assertThat(limit.get()).isEqualTo(EdgeLimit.NONE);
  }

  @Test
  void aLimitIsSeenWithinHalfAMinuteAndAskedForNoMoreOften() {
    limit.get();
    stored = Optional.of(limitUntil(clock.instant().plusSeconds(3_600)));

    clock.advance(Duration.ofMillis(29_999));
    assertThat(limit.get()).isEqualTo(EdgeLimit.NONE);
    assertThat(reads).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    assertThat(limit.get()).isEqualTo(MINUTE);
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void aLimitEndsByItself() {
    stored = Optional.of(limitUntil(clock.instant().plusSeconds(10)));
    assertThat(limit.get()).isEqualTo(MINUTE);

    clock.advance(CachedEdgeLimit.REFRESH_AFTER);
    assertThat(limit.get()).isEqualTo(EdgeLimit.NONE);
  }

  @Test
  void oneThatCannotBeReadAgainIsGoodForAMinuteAndThenTheShortestHolds() {
    limit.get();
    away = true;

    clock.advance(Duration.ofMillis(59_999));
    assertThat(limit.get()).isEqualTo(EdgeLimit.NONE);
    assertThat(failures).singleElement().isInstanceOf(GovernorAwayException.class);

    clock.advance(Duration.ofMillis(1));
    assertThat(limit.get()).isEqualTo(CachedEdgeLimit.SHORTEST);
  }

  @Test
  void oneThatWasNeverReadIsTheShortest() {
    away = true;
    assertThat(limit.get()).isEqualTo(CachedEdgeLimit.SHORTEST);
    assertThat(limit.get()).isEqualTo(CachedEdgeLimit.SHORTEST);
    assertThat(reads).isEqualTo(1);

    away = false;
    clock.advance(CachedEdgeLimit.REFRESH_AFTER);
    assertThat(limit.get()).isEqualTo(EdgeLimit.NONE);
  }

  private Optional<EdgeLimit> read() {
    reads++;
    if (away) {
      throw new GovernorAwayException(new IllegalStateException("away"));
    }
    return stored;
  }

  private EdgeLimit limitUntil(Instant until) {
    return new EdgeLimit(MINUTE, until, clock.instant(), 100);
  }
}
