package dev.freshet.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bench.report.Section;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.operations.cost.Prices;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The report finds the rivals' stale answers, and none of Freshet. */
class EntrantTest {
  private static final Prices PRICES = Prices.load();
  private static final Duration HOURS = Duration.ofHours(6);
  private static final Owner OWNER = Site.user(0);

  private static Outcome run(Trace trace, Entrant entrant) {
    return Replay.run(trace, PRICES, entrant.design());
  }

  @Test
  void withoutAnyCacheNoAnswerIsStaleAndEachIsLoaded() {
    Trace trace = new Reference(20).trace(HOURS, 1);

    Outcome outcome = run(trace, Entrant.NO_CACHE);

    assertThat(outcome.staleness().count()).isZero();
    assertThat(outcome.counts().get(Counts.Kind.ORIGIN_ANSWERS))
        .isEqualTo(outcome.counts().get(Counts.Kind.REQUESTS));
    assertThat(outcome.counts().get(Counts.Kind.SCRIPTS)).isZero();
  }

  @Test
  void answersThatOnlyTheirTimeEndsAreStaleForMinutesAndMissTheClientsOwnWrites() {
    Trace trace = new Reference(100).trace(HOURS, 1);

    Outcome outcome = run(trace, Entrant.TTL_ONLY);

    assertThat(outcome.staleness().count()).isPositive();
    assertThat(outcome.staleness().most()).isGreaterThan(Duration.ofMinutes(4).toMillis());
    assertThat(outcome.staleness().ownWrites()).isPositive();
    assertThat(outcome.staleness().late()).isPositive();
  }

  @Test
  void freshetShowsTheClientsOwnWritesAndIsNeverLate() {
    Trace trace = new Reference(100).trace(HOURS, 1);

    for (Entrant entrant : List.of(Entrant.FRESHET, Entrant.FRESHET_UNPAID)) {
      Outcome outcome = run(trace, entrant);
      assertThat(outcome.staleness().ownWrites()).isZero();
      assertThat(outcome.staleness().late()).isZero();
    }
    assertThat(run(trace, Entrant.SHORT).staleness().ownWrites()).isPositive();
  }

  /** The reader reads the row, the writer deletes the key, then the reader stores the old row. */
  @Test
  void aReaderSlowerThanTheWriterLeavesTheOldRowInTheCacheThatTheWriterCleared() {
    Script script = new Script(HOURS, new Random(1));
    script.read(0, 0, OWNER, ViewCatalogue.DASHBOARD, List.of());
    script.write(10, OWNER, List.of(ViewCatalogue.DASHBOARD));
    script.read(600_000, 0, OWNER, ViewCatalogue.DASHBOARD, List.of());
    Trace trace = script.trace(HOURS);

    assertThat(run(trace, Entrant.DELETE_ON_WRITE).staleness().most()).isEqualTo(599_990);
    assertThat(run(trace, Entrant.FRESHET).staleness().count()).isZero();
  }

  @Test
  void aReaderThatIsDoneBeforeTheWriterLeavesNothing() {
    Script script = new Script(HOURS, new Random(1));
    script.read(0, 0, OWNER, ViewCatalogue.DASHBOARD, List.of());
    script.write(5_000, OWNER, List.of(ViewCatalogue.DASHBOARD));
    script.read(600_000, 0, OWNER, ViewCatalogue.DASHBOARD, List.of());

    assertThat(run(script.trace(HOURS), Entrant.DELETE_ON_WRITE).staleness().count()).isZero();
  }

  @Test
  void equalSeedsGiveAnEqualSection() {
    assertThat(section(1)).isEqualTo(section(1)).isNotEqualTo(section(2));
  }

  private static Section section(long seed) {
    return ReferenceSection.of(new Reference(20).trace(HOURS, seed), PRICES, _ -> {});
  }
}
