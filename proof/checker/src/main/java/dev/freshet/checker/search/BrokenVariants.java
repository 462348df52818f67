package dev.freshet.checker.search;

import dev.freshet.checker.model.Variant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The protocol with one thing broken at a time: the checker must find each. */
public final class BrokenVariants {

  /** More than ten times the steps that catch the best hidden fault. */
  static final long MOST_STEPS = 20_000_000;

  /** A reader takes two minutes for so many actions, including the passing of time. */
  static final int SHORT = 60;

  /** Each variant must be caught within this fraction of the steps. */
  private static final int TENTH = 10;

  private static final int MOST_FAILURES = 4;

  private BrokenVariants() {}

  /**
   * The result of a variant.
   *
   * @param steps until it was caught
   * @param trace the shortest found, if it was caught
   */
  public record Result(Variant variant, long steps, Optional<Trace> trace) {
    /**
     * Whether it was caught soon with a short trace, and the unbroken protocol passes that trace.
     */
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

  /** Continues after the first failure until a failure has a short trace. */
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
