package dev.freshet.checker.search;

import dev.freshet.checker.model.Actions;
import dev.freshet.checker.model.Journal;
import dev.freshet.checker.model.Kind;
import dev.freshet.checker.model.Moves;
import dev.freshet.checker.model.Request;
import dev.freshet.checker.model.Schedule;
import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Variant;
import org.jspecify.annotations.Nullable;

/** A schedule that ended in a violation. It can be replayed and described. */
public final class Trace {
  private final Setup setup;
  private final Variant variant;
  private final int[] actions;

  public Trace(Setup setup, Variant variant, int[] actions) {
    this.setup = setup;
    this.variant = variant;
    this.actions = actions.clone();
  }

  public Setup setup() {
    return setup;
  }

  Variant variant() {
    return variant;
  }

  /** The same actions in another world. */
  public Trace in(Setup other) {
    return new Trace(other, variant, actions);
  }

  /** The same actions with another protocol. */
  public Trace with(Variant other) {
    return new Trace(setup, other, actions);
  }

  public int[] actions() {
    return actions.clone();
  }

  public int length() {
    return actions.length;
  }

  /** The actions from one index up to, but excluding, another. */
  public Trace without(int from, int to) {
    Actions left = new Actions();
    for (int i = 0; i < actions.length; i++) {
      if (i < from || i >= to) {
        left.add(actions[i]);
      }
    }
    return new Trace(setup, variant, left.toArray());
  }

  /** With a simpler request of the reader in this action. */
  Trace askingLess(int index, boolean fresh, boolean again) {
    int[] less = actions();
    int subject = Kind.subject(less[index]);
    if (Kind.kind(less[index]) == Kind.START) {
      Request request = Request.of(subject);
      less[index] =
          request
              .asking(request.fresh() && fresh, request.again() && again)
              .by(Request.reader(subject));
    }
    return new Trace(setup, variant, less);
  }

  public @Nullable String violation() {
    return replay(false).violation();
  }

  /** Executes the possible actions of the schedule, up to the violation. */
  public Journal replay(boolean telling) {
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

  /** One line per event, the violation last. */
  @Override
  public String toString() {
    Journal journal = replay(true);
    return String.join("\n", journal.lines()) + "\n=> " + journal.violation();
  }
}
