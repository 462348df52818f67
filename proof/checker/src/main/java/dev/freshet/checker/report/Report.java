package dev.freshet.checker.report;

import dev.freshet.checker.search.BrokenVariants;
import dev.freshet.checker.search.Exhaustive;
import dev.freshet.checker.search.RandomWorlds;
import dev.freshet.checker.search.Shrinker;
import dev.freshet.checker.search.Simulation;
import dev.freshet.checker.search.Trace;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints the results, and decides whether the check passed. */
final class Report {
  private static final double NANOS = 1e9;

  private final PrintStream out;
  private boolean held = true;

  Report(PrintStream out) {
    this.out = out;
  }

  /** Whether no promise was broken, and every broken variant was caught. */
  boolean held() {
    return held;
  }

  void smallWorlds(List<Exhaustive.Result> results) {
    String row = "%-38s %24s %11s %11s %7s %10s%n";
    out.printf(
        Locale.ROOT, row, "all orders of", "interleavings", "states", "steps", "s", "violations");
    for (Exhaustive.Result result : results) {
      out.printf(
          Locale.ROOT,
          row,
          result.setup().name(),
          "%,d".formatted(result.interleavings()),
          "%,d".formatted(result.states()),
          "%,d".formatted(result.steps()),
          "%.1f".formatted(result.taken().toNanos() / NANOS),
          result.failure().isPresent() ? 1 : 0);
      result.failure().ifPresent(trace -> failed(trace, "--steps 0"));
    }
    out.printf(Locale.ROOT, "%n");
  }

  void randomWorlds(RandomWorlds.Result result) {
    String row = "%-38s %11s %11s %11s %15s %10s%n";
    out.printf(
        Locale.ROOT,
        row,
        "random orders of",
        "schedules",
        "steps",
        "steps/s",
        "per core and s",
        "violations");
    out.printf(
        Locale.ROOT,
        row,
        "large worlds with all faults",
        "%,d".formatted(result.episodes()),
        "%,d".formatted(result.steps()),
        "%,.0f".formatted(result.stepsPerSecond()),
        "%,.0f".formatted(result.stepsPerProcessorSecond()),
        result.failure().isPresent() ? 1 : 0);
    Optional<Simulation.Episode> failure = result.failure();
    if (failure.isPresent()) {
      failed(failure.get().failure().orElseThrow(), "--replay " + failure.get().seed());
    }
    out.printf(Locale.ROOT, "%n");
  }

  void brokenVariants(List<BrokenVariants.Result> results, boolean traces) {
    String row = "%-62s %13s %13s%n";
    out.printf(Locale.ROOT, row, "broken on purpose", "caught after", "trace");
    for (BrokenVariants.Result result : results) {
      held &= result.isCaught();
      out.printf(
          Locale.ROOT,
          row,
          result.variant().text(),
          result.isCaught() ? "%,d steps".formatted(result.steps()) : "NOT CAUGHT",
          result.trace().map(trace -> trace.length() + " steps").orElse(""));
      if (traces) {
        result
            .trace()
            .ifPresent(trace -> out.printf(Locale.ROOT, "%s%n%n", trace.toString().indent(2)));
      }
    }
  }

  private void failed(Trace trace, String again) {
    held = false;
    out.printf(
        Locale.ROOT, "%s%nto repeat it: ./freshet check %s%n", Shrinker.shrink(trace), again);
  }
}
