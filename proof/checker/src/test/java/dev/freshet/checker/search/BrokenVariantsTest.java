package dev.freshet.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.checker.model.Variant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BrokenVariantsTest {

  @Test
  void isCaughtWithAShortTraceThatTheProtocolBears() {
    BrokenVariants.Result result = BrokenVariants.search(Variant.FENCE_KEPT);

    assertThat(result.isCaught()).isTrue();
    Trace trace = result.trace().orElseThrow();
    assertThat(trace.toString()).endsWith("=> " + trace.violation());
    assertThat(trace.with(Variant.TRUE_PROTOCOL).violation()).isNull();
  }

  @Test
  void isNotCaughtWithoutATrace() {
    assertThat(new BrokenVariants.Result(Variant.NO_FENCE, 1, Optional.empty()).isCaught())
        .isFalse();
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
