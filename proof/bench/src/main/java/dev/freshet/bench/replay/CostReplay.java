package dev.freshet.bench.replay;

import dev.freshet.operations.cost.Prices;
import java.io.PrintStream;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** The command: every workload against every design, and a table for each workload. */
public final class CostReplay {
  private CostReplay() {}

  static Map<Rival, Outcome> outcomes(Trace trace, Prices prices, Collection<Rival> rivals) {
    Map<Rival, Outcome> outcomes = new EnumMap<>(Rival.class);
    for (Rival rival : rivals) {
      outcomes.put(rival, Replay.run(trace, prices, rival.design));
    }
    return outcomes;
  }

  private static void run(CostOptions options, Prices prices, PrintStream out) {
    for (Workload workload : Workloads.ALL) {
      if (workload.name().startsWith(options.workload())) {
        run(workload, options, prices, out);
      }
    }
  }

  private static void run(Workload workload, CostOptions options, Prices prices, PrintStream out) {
    Trace trace = workload.trace(workload.lengthFor(options.requests()), options.seed());
    out.printf(
        "%n%s: %,d events in %.1f days, %d free purges%n%s",
        workload.name(),
        trace.events().size(),
        trace.length().toMinutes() / 1_440.0,
        trace.shareOfMonth(prices.freePurgesAMonth()),
        Report.header());
    Map<Rival, Outcome> outcomes = outcomes(trace, prices, options.rivals());
    outcomes.forEach((rival, outcome) -> out.print(Report.row(rival.label, outcome)));
    out.print(Report.verdict(outcomes, options.freshet()));
  }

  /** Prints to standard output. See {@code docs/performance.md}. */
  public static void main(String[] arguments) {
    CostOptions options;
    try {
      options = CostOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(CostOptions.USAGE);
      System.exit(2);
      return;
    }
    Prices prices = Prices.load();
    run(options, options.paid() ? prices.withoutFreePurges() : prices, System.out);
  }
}
