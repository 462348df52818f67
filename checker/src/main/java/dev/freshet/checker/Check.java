package dev.freshet.checker;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/**
 * The checker's command: {@code --steps N} random steps at least, {@code --seed S} to begin with.
 * All small worlds are gone through first. Ends with 1 if an invariant was violated.
 */
public final class Check {
  private static final long STEPS = 10_000_000;
  private static final int PROGRESS_LINES = 10;
  private static final double NANOS = 1e9;

  private final PrintStream out;

  public Check(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    long steps = STEPS;
    long seed = 1;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--steps" -> steps = Long.parseLong(arguments[i + 1]);
        case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    System.exit(new Check(System.out).run(steps, seed));
  }

  /** Returns the exit code: 0, or 1 after a violation, whose trace was printed. */
  public int run(long steps, long seed) {
    boolean small = smallWorlds();
    return randomWorlds(steps, seed) && small ? 0 : 1;
  }

  private boolean smallWorlds() {
    out.printf(
        Locale.ROOT,
        "%-32s %24s %10s %10s %8s%n",
        "all orders of",
        "interleavings",
        "states",
        "steps",
        "s");
    boolean held = true;
    for (Setup setup : Setups.exhaustive()) {
      long start = System.nanoTime();
      Exhaustive.Result result = new Exhaustive(setup, Variant.TRUE_PROTOCOL).run();
      out.printf(
          Locale.ROOT,
          "%-32s %,24d %,10d %,10d %8.1f%n",
          setup.name(),
          result.interleavings(),
          result.states(),
          result.steps(),
          since(start));
      if (result.failure().isPresent()) {
        held = false;
        failed(Trace.of(setup, Variant.TRUE_PROTOCOL, result.failure().get()));
      }
    }
    return held;
  }

  private boolean randomWorlds(long steps, long seed) {
    Simulation simulation = new Simulation(Variant.TRUE_PROTOCOL);
    long start = System.nanoTime();
    long next = steps / PROGRESS_LINES;
    for (long episode = seed; simulation.steps() < steps; episode++) {
      Optional<Trace> failure = simulation.episode(episode);
      if (failure.isPresent()) {
        out.printf(Locale.ROOT, "violation; see it again with --steps 1 --seed %d%n", episode);
        failed(failure.get());
        return false;
      }
      if (simulation.steps() >= next) {
        double rate = simulation.steps() / since(start);
        out.printf(
            Locale.ROOT,
            "random: %,d steps, %,.0f steps/s, violations 0%n",
            simulation.steps(),
            rate);
        next += steps / PROGRESS_LINES;
      }
    }
    return true;
  }

  private void failed(Trace trace) {
    out.printf(Locale.ROOT, "%s%n", trace.shrunk());
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / NANOS;
  }
}
