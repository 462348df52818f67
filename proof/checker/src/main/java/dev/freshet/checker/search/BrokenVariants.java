package dev.freshet.checker.search;

import dev.freshet.checker.model.Variant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The protocol with one thing broken at a time: the checker must find each. */
public final class BrokenVariants {

  /** Ten times what the best hidden fault needs, and more. */
  static final long MOST_STEPS = 20_000_000;

  /** What a person reads in two minutes, the passing of time included. */
  static final int SHORT = 60;

  /** In that part of them each variant has to be caught. */
  private static final int TENTH = 10;

  private static final int MOST_FAILURES = 4;

  private BrokenVariants() {}

  /**
   * What became of a variant.
   *
   * @param steps that were needed to catch it
   * @param trace the shortest that was found, if it was caught
   */
  public record Result(Variant variant, long steps, Optional<Trace> trace) {
    /** Whether it was caught soon, with a short trace, which the protocol as it is bears. */
    public boolean isCaught() {
      return steps <= MOST_STEPS / TENTH
          && trace
              .filter(it -> it.length() <= SHORT)
              .filter(it -> it.with(Variant.TRUE_PROTOCOL).violation() == null)
              .isPresent();
    }
  }

  public static List<Result> all() {
    return EnumSet.complementOf(EnumSet.of(Variant.TRUE_PROTOCOL)).parallelStream()
        .map(BrokenVariants::search)
        .toList();
  }

  /** Goes on after the first failure until one has a trace that is short. */
  public static Result search(Variant variant) {
    Simulation simulation = new Simulation(variant);
    long steps = 0;
    long stepsToFirst = 0;
    int failures = 0;
    Trace shortest = null;
    for (long seed = 0; steps < MOST_STEPS && failures < MOST_FAILURES; seed++) {
      Simulation.Episode episode = simulation.episode(seed);
      steps += episode.steps();
      if (episode.failure().isPresent()) {
        stepsToFirst = failures++ == 0 ? steps : stepsToFirst;
        shortest = shorter(shortest, Shrinker.shrink(episode.failure().get()));
        if (shortest.length() <= SHORT) {
          break;
        }
      }
    }
    return new Result(variant, failures == 0 ? steps : stepsToFirst, Optional.ofNullable(shortest));
  }

  private static Trace shorter(@Nullable Trace one, Trace other) {
    return one == null || other.length() < one.length() ? other : one;
  }
}
