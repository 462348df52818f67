package dev.freshet.viewcache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Period;
import dev.freshet.domain.View;
import dev.freshet.viewcache.protocol.Answer.Source;
import dev.freshet.viewcache.protocol.EdgePolicy.NoStore;
import dev.freshet.viewcache.protocol.EdgePolicy.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A view of "this month", around the turn of the month. */
class PeriodTest extends ProtocolFixture {
  private static final Instant TURN = Instant.parse("2026-02-01T00:00:00Z");
  private static final View OF_MONTH =
      new View(
          VIEW.name(),
          VIEW.ownerKind(),
          VIEW.cacheTtl(),
          VIEW.edgeTtl(),
          Period.MONTH,
          VIEW.dependencies());

  private ServedView serveAt(Instant time, String body) {
    clock.advance(Duration.between(clock.instant(), time));
    return views.serve(request(ALICE, OF_MONTH), () -> loaded(body));
  }

  @BeforeEach
  void beforeTheTurn() {
    clock.advance(Duration.between(clock.instant(), TURN.minusSeconds(60)));
  }

  @Test
  void aPageOfLastMonthIsAMissAfterTheTurn() {
    serveAt(TURN.minusMillis(100), "january");
    assertThat(serveAt(TURN.minusMillis(1), "never").page().body()).isEqualTo("january");
    assertThat(serveAt(TURN, "february").page().body()).isEqualTo("february");
  }

  @Test
  void aPageOfLastMonthIsAMissThoughTheCacheStillHasIt() {
    clock.advance(Duration.ofSeconds(59));
    ServedView january =
        views.serve(
            request(ALICE, OF_MONTH),
            () -> {
              clock.advance(Duration.ofSeconds(2));
              return loaded("january");
            });
    assertThat(january.page().loadedAt()).isBefore(TURN);
    ServedView next = serveAt(clock.instant(), "february");
    assertThat(next.source()).isEqualTo(Source.TABLE);
    assertThat(next.page().body()).isEqualTo("february");
  }

  @Test
  void theCacheKeepsAPageNoLongerThanItsMonth() {
    serveAt(TURN.minusSeconds(30), "january");
    clock.advance(Duration.ofSeconds(30).minusMillis(1));
    assertThat(cache.slot(KEY).pages()).hasSize(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(cache.slot(KEY).pages()).isEmpty();
  }

  @Test
  void aFreshReadIsHeldToTheLaterOfBothTimes() {
    serveAt(TURN.minusMillis(100), "january");
    clock.advance(Duration.ofMillis(200));
    ViewRequest fresh =
        new ViewRequest(
            ALICE,
            OF_MONTH,
            "",
            Optional.of(TURN.minusSeconds(30)),
            TURN.plus(TOKEN),
            Optional.empty());
    assertThat(views.serve(fresh, () -> loaded("february")).page().body()).isEqualTo("february");
  }

  @Test
  void anAnswerNearTheTurnLivesAtTheEdgeUpToItAtMost() {
    assertThat(edge(serveAt(TURN.minusMillis(2_500 + 2 * 4_000), "a")))
        .isEqualTo(new Store(4, false));
    assertThat(edge(serveAt(TURN.minusMillis(2_500 + 2 * 4_000 - 1), "a")))
        .isEqualTo(new Store(3, false));
    assertThat(edge(serveAt(TURN.minusMillis(2_500 + 2 * 1_000), "a")))
        .isEqualTo(new Store(1, false));
    assertThat(edge(serveAt(TURN.minusMillis(2_500 + 2 * 1_000 - 1), "a")))
        .isEqualTo(new NoStore(Decision.PERIOD_ENDING));
  }

  @Test
  void anAnswerOfLastMonthThatIsServedAfterTheTurnIsNotForTheEdge() {
    clock.advance(Duration.ofSeconds(59));
    ServedView january =
        views.serve(
            request(ALICE, OF_MONTH),
            () -> {
              clock.advance(Duration.ofSeconds(2));
              return loaded("january");
            });
    assertThat(edge(january)).isEqualTo(new NoStore(Decision.PERIOD_ENDING));
  }

  @Test
  void aViewOfDataAloneLivesOnOverTheTurn() {
    clock.advance(Duration.ofMillis(59_999));
    serve("january");
    clock.advance(Duration.ofMillis(1));
    assertThat(body("february")).isEqualTo("january");
    assertThat(edge(serve("february"))).isEqualTo(new Store(4, false));
  }
}
