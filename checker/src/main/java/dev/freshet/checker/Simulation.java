package dev.freshet.checker;

import java.util.ArrayList;
import java.util.List;
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

  private final Variant variant;
  private final Choices choices = new Choices();
  private long steps;

  Simulation(Variant variant) {
    this.variant = variant;
  }

  long steps() {
    return steps;
  }

  /** Returns the schedule, if it violated an invariant. */
  Optional<Trace> episode(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Setup setup = Setups.random(random);
    Journal journal = new Journal(false);
    Schedule schedule = new Schedule(setup, variant, journal);
    List<Integer> done = new ArrayList<>(EPISODE);
    while (journal.violation() == null && choose(schedule, random, done.size() < EPISODE)) {
      int action = choices.get(random.nextInt(choices.size()));
      schedule.perform(action);
      done.add(action);
      steps++;
    }
    return journal.violation() == null
        ? Optional.empty()
        : Optional.of(new Trace(setup, variant, done));
  }

  /** False at the end: everything has settled. */
  private boolean choose(Schedule schedule, SplittableRandom random, boolean begin) {
    choices.clear();
    if (begin) {
      if (random.nextInt(FAULT_EVERY) == 0) {
        schedule.faults(choices);
      }
      if (choices.size() == 0) {
        schedule.progress(choices);
      }
      return true;
    }
    schedule.settling(choices);
    World world = schedule.world();
    return !world.evictions().messages().isEmpty()
        || world.readers().stream().anyMatch(reader -> !reader.idle());
  }
}
