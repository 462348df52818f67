package dev.freshet.viewcache.protocol;

import static dev.freshet.viewcache.SteppedClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.GenerationState;
import dev.freshet.viewcache.lease.LeasePart;
import dev.freshet.viewcache.protocol.Agreement.Agreed;
import dev.freshet.viewcache.protocol.EdgePolicy.NoStore;
import dev.freshet.viewcache.protocol.EdgePolicy.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EdgeRuleTest extends ProtocolFixture {
  private static final Generation GENERATION = new Generation("g");
  private static final Instant NOT_LEASED = GenerationState.NOT_LEASED;
  private static final Instant TOKEN_ENDS = START.plus(TOKEN);

  /** The life of a dashboard's copies, counted once in each tier, with the way and the skew. */
  private static final Instant FULL = START.plusMillis(2_500 + 2 * 300_000);

  private static ServedView served(Owner owner, View view, Agreement agreement, Instant tokenEnds) {
    return new ServedView(
        new ViewRequest(owner, view, "", Optional.empty(), tokenEnds, Optional.empty()),
        new Envelope(owner, START, "\"1\"", ""),
        Answer.Source.CACHE,
        agreement,
        Duration.ZERO,
        Duration.ZERO);
  }

  private static ServedView leased(Owner owner, View view, Instant until) {
    return served(owner, view, agreed(until), TOKEN_ENDS);
  }

  private static Agreed agreed(Instant leasedUntil) {
    return new Agreed(START, new GenerationState(GENERATION, leasedUntil, 0));
  }

  private static ServedView dashboard(Instant leasedUntil) {
    return leased(ALICE, VIEW, leasedUntil);
  }

  private static EdgeRule rule(ServedView... parts) {
    return new EdgeRule(TIMES, List.of(parts));
  }

  private static EdgePolicy decide(ServedView... parts) {
    return rule(parts).decide(START);
  }

  @Nested
  class AnAnswer {
    @Test
    void livesShortWithoutALease() {
      assertThat(decide(dashboard(NOT_LEASED))).isEqualTo(new Store(4, false));
    }

    @Test
    void livesForTheViewsLifetimeUnderALease() {
      assertThat(decide(dashboard(FULL))).isEqualTo(new Store(300, true));
      assertThat(decide(dashboard(FULL.plusSeconds(9_999)))).isEqualTo(new Store(300, true));
    }

    @Test
    void endsWithItsLeaseCountedOncePerTier() {
      assertThat(decide(dashboard(FULL.minusMillis(1)))).isEqualTo(new Store(299, false));
      assertThat(decide(dashboard(START.plusMillis(2_500 + 2 * 5_000))))
          .isEqualTo(new Store(5, false));
    }

    @Test
    void isShortAgainWhereItsLeaseEndsSooner() {
      assertThat(decide(dashboard(START.plusMillis(2_500 + 2 * 4_000))))
          .isEqualTo(new Store(4, false));
      assertThat(decide(dashboard(START.minusSeconds(60)))).isEqualTo(new Store(4, false));
    }

    @Test
    void mayUseHalfOfTheWindow() {
      EdgeRule rule = rule(dashboard(FULL));
      assertThat(rule.decide(START.plus(HALF))).isEqualTo(new Store(300, true));
      assertThat(rule.decide(START.plus(HALF).plusMillis(1))).isEqualTo(new NoStore(Decision.SLOW));
      assertThat(rule.decide(START.minusMillis(1))).isEqualTo(new NoStore(Decision.SLOW));
    }

    @Test
    void doesNotOutliveItsToken() {
      Instant ends = START.plusMillis(2_500 + 2 * 42_000);
      assertThat(decide(served(ALICE, VIEW, agreed(FULL), ends))).isEqualTo(new Store(42, false));
      assertThat(decide(served(ALICE, VIEW, agreed(NOT_LEASED), START.plusMillis(4_500))))
          .isEqualTo(new Store(1, false));
      assertThat(decide(served(ALICE, VIEW, agreed(NOT_LEASED), START.plusMillis(4_499))))
          .isEqualTo(new NoStore(Decision.TOKEN_EXPIRING));
    }

    @Test
    void isNotStoredIfItDoesNotAgreeWithTheCache() {
      Agreement none = new Agreement.None(Decision.REJECTED);
      assertThat(decide(served(ALICE, VIEW, none, TOKEN_ENDS)))
          .isEqualTo(new NoStore(Decision.REJECTED));
      assertThatIllegalStateException()
          .isThrownBy(() -> rule(served(ALICE, VIEW, none, TOKEN_ENDS)).own())
          .withMessageContaining("REJECTED");
    }

    @Test
    void isNotStoredForNoTime() {
      assertThatIllegalArgumentException().isThrownBy(() -> new Store(0, false));
    }
  }

  @Nested
  class AJoinedAnswer {
    private final ServedView page = dashboard(FULL);

    @Test
    void isLongOnlyIfAllPartsAreLeased() {
      assertThat(decide(page, leased(BOB, CARD, FULL))).isEqualTo(new Store(300, true));
      assertThat(decide(page, leased(BOB, CARD, NOT_LEASED))).isEqualTo(new Store(4, false));
      assertThat(decide(dashboard(NOT_LEASED), leased(BOB, CARD, FULL)))
          .isEqualTo(new Store(4, false));
    }

    @Test
    void livesAsLongAsThePartThatMayLiveTheShortest() {
      View brief = CARD.atEdgeNoLongerThan(Duration.ofSeconds(60));
      assertThat(decide(page, leased(BOB, brief, FULL))).isEqualTo(new Store(60, true));
      assertThat(decide(page, leased(BOB, CARD, START.plusMillis(2_500 + 2 * 70_000))))
          .isEqualTo(new Store(70, false));
    }

    @Test
    void isNotStoredIfOnePartMayNotBe() {
      ServedView none = served(BOB, CARD, new Agreement.None(Decision.UNAVAILABLE), TOKEN_ENDS);
      assertThat(decide(page, none)).isEqualTo(new NoStore(Decision.UNAVAILABLE));
    }

    @Test
    void leavesWithinHalfOfTheWindowOfItsEarliestPart() {
      Agreed later = new Agreed(START.plus(HALF), new GenerationState(GENERATION, FULL, 0));
      EdgeRule rule = rule(page, served(BOB, CARD, later, TOKEN_ENDS));
      assertThat(rule.decide(START.plus(HALF))).isInstanceOf(Store.class);
      assertThat(rule.decide(START.plus(HALF).plusMillis(1))).isEqualTo(new NoStore(Decision.SLOW));
    }
  }

  @Nested
  class MissingLeases {
    private final Instant enough = TIMES.endOfLife(START, Duration.ofSeconds(150));

    private List<Owner> missing(ServedView... parts) {
      return rule(parts).missing().stream().map(part -> part.view().owner()).toList();
    }

    @Test
    void areThoseThatEndInTheFirstHalfOfTheAnswersLife() {
      assertThat(missing(dashboard(NOT_LEASED))).containsExactly(ALICE);
      assertThat(missing(dashboard(enough))).containsExactly(ALICE);
      assertThat(missing(dashboard(enough.plusMillis(1)))).isEmpty();
    }

    @Test
    void areMeasuredByTheLifeOfThePageAndNotOfTheCard() {
      assertThat(missing(dashboard(FULL), leased(BOB, CARD, enough.plusMillis(1)))).isEmpty();
      assertThat(missing(dashboard(FULL), leased(BOB, CARD, enough))).containsExactly(BOB);
    }

    @Test
    void areOneForAViewThatThePageShowsTwice() {
      EdgeRule rule =
          rule(dashboard(FULL), leased(BOB, CARD, NOT_LEASED), leased(BOB, CARD, NOT_LEASED));
      assertThat(rule.missing()).hasSize(1);
      assertThat(rule.unleased(START)).isOne();
    }

    @Test
    void needAPurgeEachUnlessALeaseLives() {
      EdgeRule rule = rule(dashboard(START.plusMillis(1)), leased(BOB, CARD, START));
      assertThat(rule.missing()).hasSize(2);
      assertThat(rule.unleased(START)).isOne();
      assertThat(rule.unleased(START.plusMillis(1))).isEqualTo(2);
    }

    @Test
    void areFilledByALease() {
      EdgeRule rule = rule(dashboard(NOT_LEASED), leased(BOB, CARD, enough.plusMillis(1)));
      assertThat(rule.leasedUntil(FULL).decide(START)).isEqualTo(new Store(150, false));
      assertThat(rule.leasedUntil(FULL).missing()).isEmpty();
    }

    @Test
    void areNotFilledByTheLeaseOfAnotherGeneration() {
      Agreed evicted = new Agreed(START, new GenerationState(new Generation("h"), NOT_LEASED, 0));
      EdgeRule rule = rule(leased(BOB, CARD, NOT_LEASED), served(BOB, CARD, evicted, TOKEN_ENDS));
      assertThat(rule.leasedUntil(FULL).decide(START)).isEqualTo(new Store(4, false));
    }

    @Test
    void beginWithTheOwnView() {
      assertThat(rule(dashboard(NOT_LEASED), leased(BOB, CARD, NOT_LEASED)).own())
          .isEqualTo(new LeasePart(KEY, GENERATION, START));
    }
  }
}
