package dev.freshet.checker.report;

import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Variant;
import dev.freshet.checker.search.BrokenVariants;
import dev.freshet.checker.search.Exhaustive;
import dev.freshet.checker.search.RandomWorlds;
import dev.freshet.checker.search.Shrinker;
import dev.freshet.checker.search.Simulation;
import dev.freshet.checker.search.SmallWorlds;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The command {@code check}: all orders of small worlds, random orders of large ones, and the
 * broken variants, all of which must be caught. Writes the report and the progress to separate
 * streams.
 */
public final class Check {
  private static final int HELD = 0;
  private static final int VIOLATED = 1;
  private static final int USAGE = 2;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

  private final PrintStream out;
  private final PrintStream progress;
  private Duration told = Duration.ZERO;

  Check(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  public static void main(String[] arguments) {
    System.exit(new Check(System.out, System.err).run(arguments));
  }

  /** Returns the exit code: 1 after a violation or a missed broken variant. */
  int run(String... arguments) {
    try {
      Options options = Options.parse(arguments);
      if (options.help()) {
        out.print(Options.USAGE);
        return HELD;
      }
      return options.replay().isPresent()
          ? replay(options.replay().getAsLong())
          : check(options) ? HELD : VIOLATED;
    } catch (IllegalArgumentException e) {
      progress.printf(Locale.ROOT, "freshet: %s; see ./freshet check --help%n", e.getMessage());
      return USAGE;
    }
  }

  private int replay(long seed) {
    Simulation.Episode episode = new Simulation(Variant.TRUE_PROTOCOL).episode(seed);
    if (episode.failure().isEmpty()) {
      out.printf(Locale.ROOT, "seed %d: %,d steps, no violation%n", seed, episode.steps());
      return HELD;
    }
    out.println(Shrinker.shrink(episode.failure().get()));
    return VIOLATED;
  }

  private boolean check(Options options) {
    List<Exhaustive.Result> small = smallWorlds();
    told = Duration.ZERO;
    RandomWorlds.Result random = new RandomWorlds(this::tell).run(options.steps(), options.seed());
    progress.printf(Locale.ROOT, "freshet: trying the broken variants%n");
    List<BrokenVariants.Result> broken = BrokenVariants.all();

    Report report = new Report(out);
    report.smallWorlds(small);
    report.randomWorlds(random);
    report.brokenVariants(broken, options.traces());
    return report.held();
  }

  private List<Exhaustive.Result> smallWorlds() {
    List<Setup> setups = SmallWorlds.all();
    AtomicInteger done = new AtomicInteger();
    return setups.parallelStream()
        .map(setup -> {
          Exhaustive.Result result = new Exhaustive(setup, Variant.TRUE_PROTOCOL).run();
          progress.printf(
              Locale.ROOT,
              "freshet: small worlds: %d of %d, %s: %,d steps, violations %d%n",
              done.incrementAndGet(),
              setups.size(),
              setup.name(),
              result.steps(),
              result.failure().isPresent() ? 1 : 0);
          return result;
        })
        .toList();
  }

  private void tell(RandomWorlds.Result soFar) {
    if (soFar.taken().minus(told).compareTo(BETWEEN_LINES) < 0) {
      return;
    }
    told = soFar.taken();
    progress.printf(
        Locale.ROOT,
        "freshet: random worlds: %,d steps, %,.0f steps/s, violations %d%n",
        soFar.steps(),
        soFar.stepsPerSecond(),
        soFar.failure().isPresent() ? 1 : 0);
  }
}
