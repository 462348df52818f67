package dev.freshet.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bench.replay.Event.Read;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.operations.cost.Prices;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clairvoyant lets an answer live long where that repays the purge. */
class ClairvoyantPlanTest {
  private static final Prices PRICES = Prices.load();

  @ParameterizedTest(name = "{0} answers, written: {1}, free purges: {2}: long {3}")
  @CsvSource({
    "1300, true, false, true",
    "1300, false, false, true",
    "1200, true, false, false",
    "1200, false, false, false",
    "100, true, true, true",
    "100, false, true, true"
  })
  void aGenerationLivesLongIfItsAnswersRepayAPurge(
      int answers, boolean written, boolean free, boolean isLong) {
    Trace trace = trace(answers, written);

    ClairvoyantPlan plan = new ClairvoyantPlan(trace, free ? PRICES : PRICES.withoutFreePurges());

    assertThat(trace.events())
        .filteredOn(Read.class::isInstance)
        .allSatisfy(read -> assertThat(plan.isLong((Read) read)).isEqualTo(isLong));
  }

  /** One item, asked for every ten seconds, and perhaps written then. */
  private static Trace trace(int answers, boolean written) {
    Script script = new Script(Duration.ofDays(1), new Random(1));
    Owner owner = Site.user(0);
    long every = Duration.ofSeconds(10).toMillis();
    for (int i = 0; i < answers; i++) {
      script.read((double) every * i, 0, owner, ViewCatalogue.PROFILE_PAGE, List.of());
    }
    if (written) {
      script.write((double) every * answers, owner, List.of(ViewCatalogue.PROFILE_PAGE));
    }
    return script.trace(Items.TOKEN_LIFE);
  }
}
