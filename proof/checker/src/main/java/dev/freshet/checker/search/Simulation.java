package dev.freshet.checker.search;

import dev.freshet.checker.model.Actions;
import dev.freshet.checker.model.Journal;
import dev.freshet.checker.model.Schedule;
import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Variant;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Random schedules of a large world, in episodes with one seed each. The seed of a failed episode
 * repeats it.
 */
public final class Simulation {

  /** The number of actions after which an episode begins no new work. */
  private static final int EPISODE = 1_000;

  private final Variant variant;

  public Simulation(Variant variant) {
    this.variant = variant;
  }

  /**
   * The result of an episode.
   *
   * @param steps executed actions
   * @param failure the schedule, if it violated an invariant
   */
  public record Episode(long seed, int steps, Optional<Trace> failure) {}

  public Episode episode(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Setup setup = Worlds.of(variant, random);
    Journal journal = new Journal(false);
    Schedule schedule = new Schedule(setup, variant, journal);
    Pace pace = new Pace(random);
    Actions possible = new Actions();
    Actions done = new Actions();
    while (journal.violation() == null) {
      boolean begin = done.size() < EPISODE && schedule.hasMore();
      if (!begin && schedule.world().settled()) {
        return new Episode(seed, done.size(), Optional.empty());
      }
      int action = pace.next(schedule, begin, possible);
      schedule.perform(action);
      done.add(action);
    }
    Trace trace = new Trace(setup, variant, done.toArray());
    return new Episode(seed, done.size(), Optional.of(trace));
  }
}
