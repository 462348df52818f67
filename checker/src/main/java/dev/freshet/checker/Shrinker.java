package dev.freshet.checker;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Makes a failing schedule short: leaves out, in ever smaller pieces, what the violation does not
 * need; makes the world plainer; leaves out of it who has nothing to do; looks for the shortest
 * schedule there.
 */
final class Shrinker {
  private Shrinker() {}

  static Trace shrink(Trace failing) {
    Trace pruned = simplified(pruned(failing));
    Setup enough = enough(pruned);
    if (enough.invalidators().lasting() > 0) {
      return pruned;
    }
    return Shortest.in(enough, pruned.variant(), pruned.length())
        .or(() -> Optional.of(pruned))
        .get();
  }

  /** In a world, and with questions, that are as plain as can be. */
  private static Trace simplified(Trace failing) {
    Trace plainest = failing;
    for (int i = 0; i < failing.setup().variations().size(); i++) {
      plainest = plainer(plainest, plainest.in(plainest.setup().variations().get(i)));
    }
    for (int i = 0; i < plainest.length(); i++) {
      plainest = plainer(plainest, plainest.askingLess(i));
    }
    return plainest;
  }

  private static Trace plainer(Trace before, Trace candidate) {
    if (candidate.violation() == null) {
      return before;
    }
    Trace pruned = pruned(candidate);
    return pruned.length() <= before.length() ? pruned : before;
  }

  /** Delta debugging over the schedule. */
  private static Trace pruned(Trace failing) {
    Trace shortest = failing;
    for (int piece = Math.max(1, failing.length() / 2); piece > 0; ) {
      Trace shorter = withoutPieces(shortest, piece);
      boolean again = piece == 1 && shorter.length() < shortest.length();
      shortest = shorter;
      piece = again ? 1 : piece / 2;
    }
    return shortest;
  }

  private static Trace withoutPieces(Trace trace, int piece) {
    Trace shortest = trace;
    for (int from = trace.length() - piece; from >= 0; from -= piece) {
      Trace shorter = shortest.without(from, from + piece);
      if (shorter.violation() != null) {
        shortest = shorter;
      }
    }
    return shortest;
  }

  /** A world in which just as much can happen, and nobody is who does nothing. */
  private static Setup enough(Trace trace) {
    BitSet readers = new BitSet();
    BitSet owners = new BitSet();
    boolean foreign = false;
    for (int action : trace.actions()) {
      int subject = Kind.subject(action);
      switch (Kind.kind(action)) {
        case START -> {
          readers.set(Schedule.reader(subject));
          owners.set(Schedule.owner(subject));
        }
        case COMMIT -> owners.set(Serial.owner(subject));
        case FOREIGN_PAGE -> foreign = true;
        default -> {} // of a reader or an owner who did something before
      }
    }
    Setup setup = trace.setup();
    int fewest = foreign || setup.cards() > 0 ? 1 + Math.max(1, setup.cards()) : 1;
    Skew skew = setup.skew();
    List<Integer> clocks = readers.stream().mapToObj(skew.readers()::get).toList();
    return setup.reduced(
        Math.max(owners.cardinality(), fewest),
        Limits.of(trace.actions()),
        skew.withReaders(clocks));
  }
}
