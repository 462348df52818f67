package dev.freshet.bench.latency;

import dev.freshet.bench.report.Chart;
import dev.freshet.bench.report.Chart.Bar;
import dev.freshet.bench.report.Goal;
import dev.freshet.bench.report.Grid;
import dev.freshet.bench.report.Grid.Column;
import dev.freshet.bench.report.Section;
import dev.freshet.bench.report.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Response times of the dashboard's handler by layer, compared with the seed's handler. */
public final class LayersSection {
  private static final Duration TO_DYNAMO_DB = Duration.ofMillis(4);
  private static final Duration TO_REDIS = Duration.ofNanos(500_000);
  private static final double FASTER = 20;
  private static final double MISS_SHARE = 0.5;
  private static final int MANY = 8;

  /** The load as a share of the handler's maximum. */
  private static final double SHARE = 0.5;

  private LayersSection() {}

  /** The measurements with one network delay. */
  private record Network(String name, Timing seed, Timing miss, Timing hit) {
    double faster() {
      return seed.millis(50) / hit.millis(50);
    }

    double missShare() {
      return miss.millis(50) / seed.millis(50);
    }
  }

  public static Section of(boolean quick, Consumer<String> progress) throws Exception {
    List<Network> networks = new ArrayList<>();
    long unavailable = 0;
    Grid.Builder grid =
        Grid.of(
            "The dashboard's handler",
            "answer",
            new Column("calls", Unit.COUNT),
            new Column("p50", Unit.MILLIS),
            new Column("p99", Unit.MILLIS),
            new Column("max", Unit.MILLIS),
            new Column("processor", Unit.MICROS),
            new Column("allocated", Unit.BYTES));
    try (HandlerRig rig = new HandlerRig(Duration.ZERO, Duration.ZERO)) {
      Network near = network("no delay", rig, quick, progress);
      networks.add(near);
      add(grid, near);
      progress.accept("handler: saturation");
      Load many = new Load(MANY, Duration.ofSeconds(quick ? 2 : 10));
      Timing most = many.asFastAsPossible(rig::hit);
      row(grid, MANY + " callers, Redis hits", most);
      row(
          grid,
          MANY + " callers, hits, open loop at 50 %",
          many.at(SHARE * most.perSecond(), rig::hit));
      unavailable += rig.unavailable();
    }
    try (HandlerRig rig = new HandlerRig(TO_DYNAMO_DB, TO_REDIS)) {
      Network far = network("delay", rig, quick, progress);
      networks.add(far);
      add(grid, far);
      unavailable += rig.unavailable();
    }
    return section(networks, grid.build(), unavailable);
  }

  /** In turn, because other load varies over time. */
  private static Network network(
      String name, HandlerRig rig, boolean quick, Consumer<String> progress) throws Exception {
    progress.accept("handler, " + name + ": warming up");
    int rounds = quick ? 6 : 30;
    Load warm = new Load(1, Duration.ofSeconds(quick ? 2 : 5));
    Call miss = rig.miss();
    var _ = warm.asFastAsPossible(rig::seed);
    var _ = warm.asFastAsPossible(() -> miss);
    var _ = warm.asFastAsPossible(rig::hit);
    Load load = new Load(1, Duration.ofMillis(400));
    Timing seed = load.asFastAsPossible(rig::seed);
    Timing missed = load.asFastAsPossible(() -> miss);
    Timing hit = load.asFastAsPossible(rig::hit);
    for (int round = 2; round <= rounds; round++) {
      progress.accept("handler, " + name + ": round " + round + " of " + rounds);
      seed = seed.and(load.asFastAsPossible(rig::seed));
      missed = missed.and(load.asFastAsPossible(() -> miss));
      hit = hit.and(load.asFastAsPossible(rig::hit));
    }
    return new Network(name, seed, missed, hit);
  }

  private static void add(Grid.Builder grid, Network network) {
    row(grid, network.name() + ": three sequential reads", network.seed());
    row(grid, network.name() + ": miss", network.miss());
    row(grid, network.name() + ": Redis hit", network.hit());
  }

  private static void row(Grid.Builder grid, String label, Timing timing) {
    grid.row(
        label,
        timing.count(),
        timing.millis(50),
        timing.millis(99),
        timing.mostMillis(),
        timing.processorMicros(),
        timing.allocatedBytes());
  }

  private static Section section(List<Network> networks, Grid grid, long unavailable) {
    List<Goal> goals = new ArrayList<>();
    List<Chart> charts = new ArrayList<>();
    goals.add(
        Goal.atLeast(
            "Redis hit, times as fast as three sequential reads (p50, no delay)",
            FASTER,
            networks.getFirst().faster(),
            Unit.TIMES));
    for (Network network : networks) {
      goals.add(
          Goal.atMost(
              "Miss beside three sequential reads (p50, " + network.name() + ")",
              MISS_SHARE,
              network.missShare(),
              Unit.TIMES));
      charts.add(
          new Chart.Bars(
              "The dashboard's handler, p50, " + network.name(),
              Unit.MILLIS,
              true,
              List.of(
                  new Bar("three sequential reads", network.seed().millis(50), false),
                  new Bar("Freshet, miss", network.miss().millis(50), true),
                  new Bar("Freshet, Redis hit", network.hit().millis(50), true))));
    }
    return new Section(
        "Latency by layer",
        String.format(
            Locale.ROOT,
            "The deployed handler in this process, with a real Redis. No delay: with DynamoDB Local."
                + " Delay: with its recorded answers, behind a network of %.1f ms to DynamoDB and"
                + " %.1f ms to Redis and back. Beside it a handler that makes three sequential"
                + " reads of the same table. In turn, one caller each.",
            TO_DYNAMO_DB.toNanos() / 1e6,
            TO_REDIS.toNanos() / 1e6),
        findings(unavailable),
        goals,
        charts,
        List.of(grid));
  }

  private static List<String> findings(long unavailable) {
    return unavailable == 0
        ? List.of()
        : List.of(
            unavailable
                + " calls were answered 503, as the machine was too busy for the table to answer in"
                + " time; they are in no number.");
  }
}
