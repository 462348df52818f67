package dev.freshet.checker;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Random schedules of a large world, in episodes of which each has a seed of its own: the seed of
 * one that fails is enough to see it again.
 */
final class Simulation {

  /** One action in so many is a fault, where one is possible. */
  private static final int FAULT_EVERY = 16;

  /** Actions after which an episode begins nothing more. */
  private static final int EPISODE = 2_000;

  /** In some episodes time passes as often as anything else happens, in others more slowly. */
  private static final int SLOWEST = 8;

  private final Variant variant;

  Simulation(Variant variant) {
    this.variant = variant;
  }

  /**
   * What became of an episode.
   *
   * @param steps actions carried out
   * @param failure the schedule, if it violated an invariant
   */
  record Episode(long seed, int steps, Optional<Trace> failure) {}

  Episode episode(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Setup setup = variant.world(random);
    Journal journal = new Journal(false);
    Schedule schedule = new Schedule(setup, variant, journal);
    Actions possible = new Actions();
    Actions done = new Actions();
    int haste = 1 + random.nextInt(SLOWEST);
    while (journal.violation() == null) {
      choose(schedule, random, done.size() < EPISODE && schedule.hasMore(), possible);
      if (possible.size() == 0) {
        return new Episode(seed, done.size(), Optional.empty());
      }
      int action = any(possible, random);
      if (Kind.kind(action) == Kind.TICK && random.nextInt(haste) > 0) {
        action = any(possible, random);
      }
      schedule.perform(action);
      done.add(action);
    }
    Trace trace = new Trace(setup, variant, done.toArray());
    return new Episode(seed, done.size(), Optional.of(trace));
  }

  private static int any(Actions possible, SplittableRandom random) {
    return possible.get(random.nextInt(possible.size()));
  }

  /** Nothing is possible at the end, when everything has settled. */
  static void choose(Schedule schedule, SplittableRandom random, boolean begin, Actions possible) {
    possible.clear();
    if (!begin) {
      if (!schedule.world().settled()) {
        Moves.settling(schedule, possible);
      }
      return;
    }
    if (random.nextInt(FAULT_EVERY) == 0) {
      Mishaps.add(schedule, possible);
    }
    if (possible.size() == 0) {
      Moves.progress(schedule, possible);
    }
  }
}
