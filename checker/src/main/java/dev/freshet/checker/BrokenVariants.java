package dev.freshet.checker;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The protocol with one thing broken at a time: the checker must find each. */
final class BrokenVariants {

  /** Far more episodes than the best hidden fault has needed. */
  private static final int MOST_EPISODES = 2_000;

  private BrokenVariants() {}

  /**
   * What became of a variant.
   *
   * @param steps that were needed to catch it
   * @param trace the shortest that was found, if it was caught
   */
  record Result(Variant variant, long steps, Optional<Trace> trace) {}

  static List<Result> all() {
    return EnumSet.complementOf(EnumSet.of(Variant.TRUE_PROTOCOL)).parallelStream()
        .map(BrokenVariants::search)
        .toList();
  }

  static Result search(Variant variant) {
    Simulation simulation = new Simulation(variant);
    long steps = 0;
    for (long seed = 0; seed < MOST_EPISODES; seed++) {
      Simulation.Episode episode = simulation.episode(seed);
      steps += episode.steps();
      if (episode.failure().isPresent()) {
        return new Result(variant, steps, episode.failure().map(Shrinker::shrink));
      }
    }
    return new Result(variant, steps, Optional.empty());
  }
}
