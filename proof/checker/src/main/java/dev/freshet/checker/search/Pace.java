package dev.freshet.checker.search;

import dev.freshet.checker.model.Actions;
import dev.freshet.checker.model.Kind;
import dev.freshet.checker.model.Mishaps;
import dev.freshet.checker.model.Moves;
import dev.freshet.checker.model.Schedule;
import java.util.SplittableRandom;

/** Chooses the next action. The frequencies of actions differ between episodes. */
public final class Pace {
  private static final int MOST = 64;

  /** The number of actions after which another function becomes slow. */
  private static final int TURN = 24;

  /** How often a slow function is passed over. */
  private static final int PATIENCE = 16;

  private static final int TRIES = 4;
  private static final int READERS = 4;

  private final SplittableRandom random;
  private final int faultEvery;
  private final int beginEvery;
  private final int commitEvery;
  private final int tickEvery;
  private final int slowest;

  /** A function that is slow for a while: readers, then edge invalidators, then none. */
  private int slow;

  public Pace(SplittableRandom random) {
    this.random = random;
    faultEvery = among(8, MOST);
    beginEvery = among(2, 12);
    commitEvery = among(2, 24);
    tickEvery = among(1, 8);
    slowest = among(1, 12);
  }

  private int among(int least, int most) {
    return least + random.nextInt(most - least);
  }

  /**
   * The next action. One always exists, because time may pass.
   *
   * @param begin whether new work may begin
   * @param possible is overwritten
   */
  public int next(Schedule schedule, boolean begin, Actions possible) {
    possible.clear();
    if (begin && random.nextInt(faultEvery) == 0) {
      Mishaps.add(schedule, possible);
    }
    if (possible.size() == 0 && begin && random.nextInt(beginEvery) == 0) {
      if (random.nextInt(commitEvery) == 0) {
        Moves.commits(schedule, possible);
      } else {
        Moves.reads(schedule, possible);
      }
    }
    if (possible.size() == 0) {
      Moves.settling(schedule, possible);
    }
    if (possible.size() == 0) {
      Moves.progress(schedule, possible);
    }
    if (random.nextInt(TURN) == 0) {
      slow = random.nextInt(slowest);
    }
    int action = any(possible);
    for (int i = 0; i < TRIES && isPutOff(action); i++) {
      action = any(possible);
    }
    return action;
  }

  private boolean isPutOff(int action) {
    return switch (Kind.kind(action)) {
      case TICK -> random.nextInt(tickEvery) > 0;
      case STEP -> Kind.subject(action) == slow && random.nextInt(PATIENCE) > 0;
      case WORK -> Kind.subject(action) + READERS == slow && random.nextInt(PATIENCE) > 0;
      case LATE_WRITE, LATE_EVICTION -> random.nextInt(PATIENCE) > 0;
      default -> false;
    };
  }

  private int any(Actions possible) {
    return possible.get(random.nextInt(possible.size()));
  }
}
