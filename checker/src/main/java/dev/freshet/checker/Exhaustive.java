package dev.freshet.checker;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tries every order of everything that can happen in a small world. States that were reached before
 * are not gone through again, but their continuations are counted each time.
 */
final class Exhaustive {

  /**
   * What was gone through.
   *
   * @param interleavings complete schedules
   * @param steps actions carried out, those that led back to a state included
   * @param failure the schedule that violated an invariant
   */
  record Result(BigInteger interleavings, int states, long steps, Optional<int[]> failure) {}

  private final Setup setup;
  private final Variant variant;
  private final Map<Long, BigInteger> known = new HashMap<>();
  private int[] path = new int[64];
  private long steps;
  private Optional<int[]> failure = Optional.empty();

  Exhaustive(Setup setup, Variant variant) {
    this.setup = setup;
    this.variant = variant;
  }

  Result run() {
    BigInteger interleavings = from(replay(0), 0);
    return new Result(interleavings, known.size(), steps, failure);
  }

  /** How many ways lead from here to an end. */
  private BigInteger from(Schedule here, int depth) {
    if (here.world().journal().violation() != null) {
      failure = Optional.of(Arrays.copyOf(path, depth));
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
    Choices choices = new Choices();
    here.progress(choices);
    here.faults(choices);
    if (choices.size() == 0) {
      return BigInteger.ONE;
    }
    if (depth == path.length) {
      path = Arrays.copyOf(path, 2 * depth);
    }
    BigInteger ways = BigInteger.ZERO;
    Schedule next = here;
    for (int i = 0; i < choices.size() && failure.isEmpty(); i++) {
      if (i > 0) {
        next = replay(depth);
      }
      path[depth] = choices.get(i);
      next.perform(path[depth]);
      steps++;
      ways = ways.add(from(next, depth + 1));
    }
    return ways;
  }

  private Schedule replay(int depth) {
    Schedule schedule = new Schedule(setup, variant, new Journal(false));
    for (int i = 0; i < depth; i++) {
      schedule.perform(path[i]);
    }
    return schedule;
  }
}
