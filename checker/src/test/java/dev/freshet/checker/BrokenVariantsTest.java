package dev.freshet.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BrokenVariantsTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRUE_PROTOCOL")
  void areCaughtWithAShortTraceThatReplays(Variant broken) {
    BrokenVariants.Result result = BrokenVariants.search(broken);

    assertThat(result.trace()).as(broken.text()).isPresent();
    assertThat(result.steps()).isLessThanOrEqualTo(BrokenVariants.MOST_STEPS / 10);
    Trace trace = result.trace().get();
    assertThat(trace.length()).as(trace.toString()).isLessThanOrEqualTo(BrokenVariants.SHORT);
    assertThat(trace.violation()).isNotNull();
    assertThat(trace.toString()).endsWith("=> " + trace.violation());
  }

  @Test
  void aSeedThatFailsFailsAgain() {
    Simulation simulation = new Simulation(Variant.NO_FENCE);
    Simulation.Episode first = simulation.episode(1);
    Simulation.Episode again = simulation.episode(1);

    assertThat(first.failure()).isPresent();
    assertThat(again.failure().orElseThrow().actions())
        .isEqualTo(first.failure().orElseThrow().actions());
  }

  @Test
  void ofAShortTraceNothingCanBeLeftOut() {
    Optional<Trace> failure = new Simulation(Variant.NO_FENCE).episode(1).failure();
    Trace trace = Shrinker.shrink(failure.orElseThrow());

    for (int i = 0; i < trace.length(); i++) {
      assertThat(trace.without(i, i + 1).violation()).isNull();
    }
  }

  @Test
  void theTrueProtocolBearsTheSameSteps() {
    Trace trace =
        Shrinker.shrink(new Simulation(Variant.NO_FENCE).episode(1).failure().orElseThrow());

    Trace mended = new Trace(trace.setup(), Variant.TRUE_PROTOCOL, trace.actions());
    assertThat(mended.violation()).isNull();
  }
}
