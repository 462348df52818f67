package dev.freshet.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CheckerTest {
  private static final long STEPS = 1_000_000;
  private static final int EPISODES = 400;

  @Test
  void aMillionStepsAndAllOrdersOfSmallWorldsBreakNoPromise() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int code = new Check(new PrintStream(text, true, StandardCharsets.UTF_8)).run(STEPS, 1);
    String output = text.toString(StandardCharsets.UTF_8);
    System.out.println(output);

    assertThat(code).as(output).isZero();
  }

  @ParameterizedTest
  @EnumSource(value = Variant.class, mode = EnumSource.Mode.EXCLUDE, names = "TRUE_PROTOCOL")
  void aBrokenProtocolIsCaughtWithAShortTraceThatReplays(Variant broken) {
    Simulation simulation = new Simulation(broken);
    Optional<Trace> failure =
        LongStream.range(0, EPISODES)
            .mapToObj(simulation::episode)
            .flatMap(Optional::stream)
            .findFirst();

    assertThat(failure).as(broken.text()).isPresent();
    Trace trace = failure.get().shrunk();
    System.out.println(
        broken
            + ": "
            + broken.text()
            + "; caught after "
            + simulation.steps()
            + " steps, "
            + trace.actions().size()
            + " left:\n"
            + trace
            + "\n");
    assertThat(trace.violation()).isNotNull();
    assertThat(trace.actions()).hasSizeLessThan(failure.get().actions().size());
  }
}
