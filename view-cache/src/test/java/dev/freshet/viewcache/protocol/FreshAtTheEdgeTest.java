package dev.freshet.viewcache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.SteppedClock;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reads of one's own writes through an edge that is never purged and keeps an object for each
 * {@code fresh}. Write functions whose clocks differ give out times that are equal or decrease; the
 * client sends the greatest.
 */
class FreshAtTheEdgeTest {
  private static final Duration SKEW = Duration.ofMillis(500);
  private static final Owner ALICE = Owner.of(new UserId("alice"));

  private final SteppedClock clock = new SteppedClock();
  private final InMemoryViewCache cache = new InMemoryViewCache(clock);
  private final Map<Long, Integer> edge = new HashMap<>();
  private int committed;
  private int acknowledged;
  private long fresh;

  /**
   * @param later how much later the second write is committed
   * @param behind how much the second writer's clock is behind the first one's
   * @param reader how much the reader's clock is ahead of the second writer's
   */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 1, 0",
    "0, 250, 500",
    "0, 500, 0",
    "0, 500, 500",
    "1, 1, 1",
    "1, 500, 500",
    "200, 200, 500",
    "200, 500, 0",
    "499, 500, 500"
  })
  void theSecondOfTwoWritesIsSeenThoughItsTimeIsNoLater(int later, int behind, int reader) {
    acknowledge(commit(behind));
    assertThat(read(reader)).isEqualTo(1);
    clock.advance(Duration.ofMillis(later));
    Write second = commit(0);
    assertThat(second.freshAfter()).isLessThanOrEqualTo(fresh);

    acknowledge(second);

    assertThat(read(reader)).isEqualTo(2);
  }

  @Test
  void anAnswerThatWasLoadedWellAfterTheWriteIsKeptUnderIt() {
    acknowledge(commit(0));
    read(0);
    assertThat(edge).isEmpty();
    clock.advance(SKEW.plusMillis(2));

    read(0);

    assertThat(edge).containsOnlyKeys(fresh);
  }

  @Test
  void everyAcknowledgedWriteIsSeenWhateverTheClocksAndTheOrderOfAcknowledgements() {
    for (long seed = 0; seed < 1_000; seed++) {
      trial(new SplittableRandom(seed));
    }
  }

  private void trial(SplittableRandom random) {
    List<Write> underWay = new ArrayList<>();
    for (int action = 0; action < 60; action++) {
      clock.advance(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(300) : 0));
      int instance = random.nextInt((int) SKEW.toMillis() + 1);
      switch (random.nextInt(4)) {
        case 0 -> underWay.add(commit(instance));
        case 1 -> {
          if (!underWay.isEmpty()) {
            acknowledge(underWay.remove(random.nextInt(underWay.size())));
          }
        }
        default -> assertThat(read(instance)).isGreaterThanOrEqualTo(acknowledged);
      }
    }
  }

  /** A write that was answered, but whose answer is still on its way. */
  private record Write(int version, long freshAfter) {}

  /**
   * @param ahead by how many milliseconds the writer's clock is ahead
   */
  private Write commit(int ahead) {
    committed++;
    return new Write(committed, clock.instant().plusMillis(ahead + 1).toEpochMilli());
  }

  private void acknowledge(Write write) {
    acknowledged = Math.max(acknowledged, write.version());
    fresh = Math.max(fresh, write.freshAfter());
  }

  /** The version that the client is shown, by the edge or by a function with such a clock. */
  private int read(int ahead) {
    Integer kept = edge.get(fresh);
    return kept == null ? load(ahead) : kept;
  }

  private int load(int ahead) {
    Instant now = clock.instant().plusMillis(ahead);
    Optional<Instant> wanted =
        fresh == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(fresh));
    ViewRequest request =
        new ViewRequest(
            ALICE,
            ViewCatalogue.DASHBOARD,
            "",
            wanted,
            now.plus(Duration.ofHours(1)),
            Optional.empty());
    ServedView served =
        new CachedViews(
                cache, new ProtocolTimes(Duration.ofSeconds(2), SKEW), () -> now, (_, _) -> {})
            .serve(request, () -> new LoadedView("\"" + committed + "\"", "" + committed));
    int shown = Integer.parseInt(served.page().body());
    if (served.agreement() instanceof Agreement.Agreed && fresh > 0) {
      edge.put(fresh, shown);
    }
    return shown;
  }
}
