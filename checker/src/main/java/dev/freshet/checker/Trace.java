package dev.freshet.checker;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A schedule that ended in a violation: replays, shrinks, reads. */
record Trace(Setup setup, Variant variant, List<Integer> actions) {

  Trace {
    actions = List.copyOf(actions);
  }

  static Trace of(Setup setup, Variant variant, int[] actions) {
    return new Trace(setup, variant, Arrays.stream(actions).boxed().toList());
  }

  /** Carries out what is possible of the schedule, up to the violation. */
  Journal replay(boolean telling) {
    Journal journal = new Journal(telling);
    Schedule schedule = new Schedule(setup, variant, journal);
    Choices choices = new Choices();
    for (int action : actions) {
      choices.clear();
      schedule.progress(choices);
      schedule.faults(choices);
      if (choices.contains(action)) {
        schedule.perform(action);
      }
      if (journal.violation() != null) {
        break;
      }
    }
    return journal;
  }

  @Nullable String violation() {
    return replay(false).violation();
  }

  /** Leaves out, in ever smaller pieces, what the violation does not need. */
  Trace shrunk() {
    Trace shortest = this;
    for (int piece = Math.max(1, actions.size() / 2); piece > 0; ) {
      Trace shorter = shortest.withoutPieces(piece);
      boolean again = shorter.actions.size() < shortest.actions.size();
      shortest = shorter;
      piece = again && piece == 1 ? 1 : piece / 2;
    }
    return shortest;
  }

  private Trace withoutPieces(int piece) {
    Trace shortest = this;
    for (int from = actions.size() - piece; from >= 0; from -= piece) {
      Trace shorter = shortest.without(from, from + piece);
      if (shorter.violation() != null) {
        shortest = shorter;
      }
    }
    return shortest;
  }

  private Trace without(int from, int to) {
    return new Trace(
        setup,
        variant,
        IntStream.range(0, actions.size())
            .filter(i -> i < from || i >= to)
            .mapToObj(actions::get)
            .toList());
  }

  /** One line for each thing that happened, the violation last. */
  @Override
  public String toString() {
    Journal journal = replay(true);
    return String.join("\n", journal.lines()) + "\n=> " + journal.violation();
  }
}
