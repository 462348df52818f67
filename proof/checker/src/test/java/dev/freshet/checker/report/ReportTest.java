package dev.freshet.checker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Variant;
import dev.freshet.checker.search.BrokenVariants;
import dev.freshet.checker.search.Exhaustive;
import dev.freshet.checker.search.RandomWorlds;
import dev.freshet.checker.search.Simulation;
import dev.freshet.checker.search.SmallWorlds;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final Report report = new Report(new PrintStream(text, true, StandardCharsets.UTF_8));

  private String text() {
    return text.toString(StandardCharsets.UTF_8);
  }

  private static Simulation.Episode failed() {
    Simulation simulation = new Simulation(Variant.NO_FENCE);
    return LongStream.iterate(1, seed -> seed + 1)
        .mapToObj(simulation::episode)
        .filter(episode -> episode.failure().isPresent())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRandomViolationIsShownShrunkWithTheCommandThatRepeatsIt() {
    Simulation.Episode failed = failed();
    report.randomWorlds(
        new RandomWorlds.Result(
            1, 100, Duration.ofMillis(10), Duration.ofMillis(20), Optional.of(failed)));

    assertThat(report.held()).isFalse();
    assertThat(text())
        .contains("10,000", "5,000", "=> stale in Redis after every eviction: v0")
        .contains("to repeat it: ./freshet check --replay " + failed.seed());
  }

  @Test
  void aViolationInASmallWorldIsShownShrunk() {
    Setup setup = SmallWorlds.all().getFirst();
    report.smallWorlds(List.of(new Exhaustive(setup, Variant.NO_FENCE).run()));

    assertThat(report.held()).isFalse();
    assertThat(text())
        .contains(setup.name(), "=> stale in Redis after every eviction: v0")
        .contains("to repeat it: ./freshet check --steps 0");
  }

  @Test
  void aBrokenVariantThatGetsThroughIsAFailure() {
    report.brokenVariants(
        List.of(new BrokenVariants.Result(Variant.NO_FENCE, 1, Optional.empty())), false);

    assertThat(report.held()).isFalse();
    assertThat(text()).contains("NOT CAUGHT");
  }

  @Test
  void tracesAreShownToWhoAsksForThem() {
    List<BrokenVariants.Result> results = List.of(BrokenVariants.search(Variant.CHANGE_DROPPED));
    report.brokenVariants(results, false);
    assertThat(text()).contains("2 steps").doesNotContain("writer commits");

    report.brokenVariants(results, true);
    assertThat(text()).contains("writer commits v1", "=> a change is lost");
    assertThat(report.held()).isTrue();
  }
}
