package dev.freshet.invalidator.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Witness;
import dev.freshet.table.governor.InMemoryGovernorState;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration NEEDED = LONGEST.plusMillis(2_000 + 500);
  private static final Witness WITNESS = new Witness("run1", 7, 0);

  private final InMemoryGovernorState shared = new InMemoryGovernorState();
  private final List<String> unanswered = new ArrayList<>();
  private final Marks marks = instance();

  @Test
  void anAbsenceThatRestsOnNoMissingMarkNeedsNoProof() {
    assertThat(marks.absence(evicted(null, START))).isEqualTo(new Absence.Proven());
    assertThat(shared.calls()).isZero();
  }

  @Test
  void aServerThatIsSeenForTheFirstTimeProvesNothing() {
    assertThat(marks.absence(evicted(WITNESS, START))).isEqualTo(lossPossible(START));
  }

  @Test
  void aServerThatLostNothingForAsLongAsCopiesLiveProvesIt() {
    marks.absence(evicted(WITNESS, START));

    Instant late = START.plus(NEEDED);
    assertThat(marks.absence(evicted(WITNESS, late.minusMillis(1)))).isEqualTo(lossPossible(START));
    assertThat(marks.absence(evicted(WITNESS, late))).isEqualTo(new Absence.Proven());
  }

  @Test
  void aRestartAnEvictionForMemoryAndAFlushEachBeginAnew() {
    marks.absence(evicted(WITNESS, START));
    Instant late = START.plus(NEEDED);

    for (Witness other :
        List.of(new Witness("run2", 7, 0), new Witness("run1", 8, 0), new Witness("run1", 7, 1))) {
      assertThat(marks.absence(evicted(other, late))).isEqualTo(lossPossible(late));
    }
  }

  @Test
  void oneInstanceProvesByWhatAnotherSaw() {
    instance().absence(evicted(WITNESS, START));

    assertThat(marks.absence(evicted(WITNESS, START.plus(NEEDED)))).isEqualTo(new Absence.Proven());
  }

  @Test
  void anOldMessageThatComesLateIsJudgedByItsOwnTime() {
    marks.absence(evicted(WITNESS, START.plus(NEEDED)));

    assertThat(marks.absence(evicted(WITNESS, START.plusSeconds(1))))
        .isNotEqualTo(new Absence.Proven());
  }

  @Test
  void inTheSteadyStateNobodyIsAsked() {
    marks.absence(evicted(WITNESS, START));
    for (int i = 1; i <= 100; i++) {
      marks.absence(evicted(WITNESS, START.plusSeconds(i)));
    }
    assertThat(shared.calls()).isEqualTo(1);

    marks.absence(evicted(WITNESS, START.plus(Duration.ofDays(1))));
    assertThat(shared.calls()).isEqualTo(2);
  }

  @Test
  void whileTheStateIsAwayNothingIsProvenThatWasNotKnown() {
    shared.setAway(true);

    assertThat(marks.absence(evicted(WITNESS, START)))
        .isEqualTo(new Absence.LossPossible(Optional.empty()));
    assertThat(unanswered).containsExactly("compare the witness");
  }

  private Marks instance() {
    return new Marks(
        shared,
        (call, _) -> unanswered.add(call),
        new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500)),
        LONGEST);
  }

  private static Absence lossPossible(Instant since) {
    return new Absence.LossPossible(Optional.of(since));
  }

  private static ViewsEvicted evicted(@Nullable Witness witness, Instant at) {
    return new ViewsEvicted(Owner.parse("u-alice"), at, List.of(), witness);
  }
}
