package dev.freshet.checker.search;

import dev.freshet.checker.model.Actions;
import dev.freshet.checker.model.Journal;
import dev.freshet.checker.model.Moves;
import dev.freshet.checker.model.Schedule;
import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Variant;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tries all orders of a small world's actions. It visits each state once, and counts its
 * continuations each time.
 */
public final class Exhaustive {

  /**
   * The result.
   *
   * @param interleavings complete schedules
   * @param steps executed actions, including those that led to a known state
   * @param failure the schedule that violated an invariant; the counts end there
   */
  public record Result(
      Setup setup,
      BigInteger interleavings,
      int states,
      long steps,
      Duration taken,
      Optional<Trace> failure) {}

  private final Setup setup;
  private final Variant variant;
  private final Map<Long, BigInteger> known = new HashMap<>();
  private int[] path = new int[64];
  private long steps;
  private Optional<Trace> failure = Optional.empty();

  public Exhaustive(Setup setup, Variant variant) {
    this.setup = setup;
    this.variant = variant;
  }

  public Result run() {
    Stopwatch watch = new Stopwatch();
    BigInteger interleavings = from(new Schedule(setup, variant, new Journal(false)), 0);
    return new Result(setup, interleavings, known.size(), steps, watch.taken(), failure);
  }

  /** The number of schedules from here to an end. */
  private BigInteger from(Schedule here, int depth) {
    if (here.world().journal().violation() != null) {
      failure = Optional.of(new Trace(setup, variant, Arrays.copyOf(path, depth)));
      return BigInteger.ONE;
    }
    long hash = here.hash();
    BigInteger before = known.get(hash);
    if (before != null) {
      return before;
    }
    BigInteger ways = children(here, depth);
    known.put(hash, ways);
    return ways;
  }

  private BigInteger children(Schedule here, int depth) {
    Actions possible = new Actions();
    Moves.all(here, possible);
    if (possible.size() == 0) {
      return BigInteger.ONE;
    }
    if (depth == path.length) {
      path = Arrays.copyOf(path, 2 * depth);
    }
    BigInteger ways = BigInteger.ZERO;
    int last = possible.size() - 1;
    for (int i = 0; i <= last && failure.isEmpty(); i++) {
      Schedule next = i == last ? here : here.copy();
      path[depth] = possible.get(i);
      next.perform(path[depth]);
      steps++;
      ways = ways.add(from(next, depth + 1));
    }
    return ways;
  }
}
