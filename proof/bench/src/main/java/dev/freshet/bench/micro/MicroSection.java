package dev.freshet.bench.micro;

import dev.freshet.bench.report.Grid;
import dev.freshet.bench.report.Grid.Column;
import dev.freshet.bench.report.Section;
import dev.freshet.bench.report.Unit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH's measurements of single steps. */
public final class MicroSection {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** The name of each benchmark in the report. */
  private static final Map<String, String> NAMES =
      new TreeMap<>(
          Map.of(
              "EventSteps.mapping", "catalogue: views that a change shows in",
              "EventSteps.reading", "JSON: an event is read",
              "EventSteps.writing", "JSON: an event is written",
              "ProtocolSteps.hit", "protocol: hit, with its life at the edge",
              "ProtocolSteps.evictionAndMiss", "protocol: eviction, miss and fill",
              "EdgeSteps.hit", "edge: hit among 10⁶ objects",
              "EdgeSteps.purge", "edge: purge of a tag among 10⁶ objects"));

  private MicroSection() {}

  public static Section of(boolean quick, Consumer<String> progress) throws RunnerException {
    progress.accept("micro: " + NAMES.size() + " benchmarks");
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("\\.(EventSteps|ProtocolSteps|EdgeSteps)\\.")
                    .mode(Mode.AverageTime)
                    .forks(0)
                    .warmupIterations(quick ? 1 : 3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(quick ? 2 : 5)
                    .measurementTime(TimeValue.seconds(quick ? 1 : 2))
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    Grid.Builder grid =
        Grid.of(
            "Single steps",
            "step",
            new Column("time", Unit.MICROS),
            new Column("±", Unit.MICROS),
            new Column("allocated", Unit.BYTES));
    Map<String, RunResult> byName = new TreeMap<>();
    results.forEach(result -> byName.put(name(result), result));
    NAMES.forEach((benchmark, name) -> {
      RunResult result = byName.get(benchmark);
      if (result == null) {
        throw new IllegalStateException("JMH did not run " + benchmark);
      }
      Result<?> time = result.getPrimaryResult();
      double micros = microsOf(time.getScoreUnit());
      grid.row(
          name,
          time.getScore() * micros,
          time.getScoreError() * micros,
          Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore());
    });
    return new Section(
        "Single steps",
        "JMH in this process: the average time of a call, its error (99.9 %), and what it allocates."
            + " Redis, the table and the network are left out: caches are in memory.",
        List.of(),
        List.of(),
        List.of(),
        List.of(grid.build()));
  }

  /** JMH's class and method, without the package. */
  private static String name(RunResult result) {
    String[] parts = result.getParams().getBenchmark().split("\\.", -1);
    return parts[parts.length - 2] + "." + parts[parts.length - 1];
  }

  private static double microsOf(String unit) {
    return switch (unit) {
      case "s/op" -> 1e6;
      case "us/op" -> 1;
      case "ns/op" -> 1e-3;
      default -> throw new IllegalArgumentException("unknown unit " + unit);
    };
  }
}
