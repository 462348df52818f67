package dev.freshet.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.checker.model.Variant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BrokenVariantsTest {

  @Test
  void areCaughtWithAShortTraceThatReplays() {
    for (BrokenVariants.Result result : BrokenVariants.all()) {
      String text = result.variant().text();
      assertThat(result.trace()).as(text).isPresent();
      assertThat(result.steps()).as(text).isLessThanOrEqualTo(BrokenVariants.MOST_STEPS / 10);
      Trace trace = result.trace().get();
      assertThat(trace.length()).as(trace.toString()).isLessThanOrEqualTo(BrokenVariants.SHORT);
      assertThat(trace.toString()).endsWith("=> " + trace.violation());
      // What the variant leaves out is what is missing: the protocol bears the same steps.
      assertThat(trace.with(Variant.TRUE_PROTOCOL).violation()).as(text).isNull();
    }
  }

  @Test
  void aSeedThatFailsFailsAgain() {
    Trace first = failing();

    assertThat(failing().actions()).isEqualTo(first.actions());
  }

  @Test
  void ofAShortTraceNothingCanBeLeftOut() {
    Trace trace = Shrinker.shrink(failing());

    for (int i = 0; i < trace.length(); i++) {
      assertThat(trace.without(i, i + 1).violation()).isNull();
    }
  }

  private static Trace failing() {
    Simulation simulation = new Simulation(Variant.NO_FENCE);
    for (long seed = 0; ; seed++) {
      Optional<Trace> failure = simulation.episode(seed).failure();
      if (failure.isPresent()) {
        return failure.get();
      }
    }
  }
}
