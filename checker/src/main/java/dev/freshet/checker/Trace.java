package dev.freshet.checker;

import org.jspecify.annotations.Nullable;

/** A schedule that ended in a violation: replays, reads. */
final class Trace {
  private final Setup setup;
  private final Variant variant;
  private final int[] actions;

  Trace(Setup setup, Variant variant, int[] actions) {
    this.setup = setup;
    this.variant = variant;
    this.actions = actions.clone();
  }

  Setup setup() {
    return setup;
  }

  Variant variant() {
    return variant;
  }

  /** The same actions in another world. */
  Trace in(Setup other) {
    return new Trace(other, variant, actions);
  }

  int[] actions() {
    return actions.clone();
  }

  int length() {
    return actions.length;
  }

  /** Of the actions from here to there, without the latter. */
  Trace without(int from, int to) {
    Actions left = new Actions();
    for (int i = 0; i < actions.length; i++) {
      if (i < from || i >= to) {
        left.add(actions[i]);
      }
    }
    return new Trace(setup, variant, left.toArray());
  }

  /** With readers that ask for anything where they asked for their own write in this action. */
  Trace askingLess(int index) {
    int[] less = actions();
    if (Kind.kind(less[index]) == Kind.START) {
      int subject = Kind.subject(less[index]);
      less[index] = Schedule.start(Schedule.reader(subject), Schedule.owner(subject), false);
    }
    return new Trace(setup, variant, less);
  }

  @Nullable String violation() {
    return replay(false).violation();
  }

  /** Carries out what is possible of the schedule, up to the violation. */
  Journal replay(boolean telling) {
    Journal journal = new Journal(telling);
    Schedule schedule = new Schedule(setup, variant, journal);
    Actions scratch = new Actions();
    for (int action : actions) {
      if (Moves.allow(schedule, action, scratch)) {
        schedule.perform(action);
      }
      if (journal.violation() != null) {
        break;
      }
    }
    return journal;
  }

  /** One line for each thing that happened, the violation last. */
  @Override
  public String toString() {
    Journal journal = replay(true);
    return String.join("\n", journal.lines()) + "\n=> " + journal.violation();
  }
}
