package dev.freshet.checker.search;

import dev.freshet.checker.model.Kind;
import dev.freshet.checker.model.Limits;
import dev.freshet.checker.model.Request;
import dev.freshet.checker.model.Serial;
import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Skew;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Shortens a failing schedule: removes actions that the violation does not need, in ever smaller
 * pieces; simplifies the world; removes idle readers and owners; searches for the shortest schedule
 * there.
 */
public final class Shrinker {
  private Shrinker() {}

  public static Trace shrink(Trace failing) {
    Trace pruned = simplified(pruned(failing));
    Setup enough = enough(pruned);
    return Shortest.in(enough, pruned.variant(), pruned.length())
        .or(() -> Optional.of(pruned))
        .get();
  }

  /** In the simplest world, with the simplest requests. */
  private static Trace simplified(Trace failing) {
    Trace plainest = failing;
    for (int i = 0; i < failing.setup().variations().size(); i++) {
      plainest = plainer(plainest, plainest.in(plainest.setup().variations().get(i)));
    }
    for (int i = 0; i < plainest.length(); i++) {
      plainest = plainer(plainest, plainest.askingLess(i, false, true));
      plainest = plainer(plainest, plainest.askingLess(i, true, false));
    }
    return plainest;
  }

  private static Trace plainer(Trace before, Trace candidate) {
    if (candidate.violation() == null) {
      return before;
    }
    Trace pruned = pruned(candidate);
    return pruned.length() > 0 && pruned.length() <= before.length() ? pruned : before;
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

  /** A world with the bounds of the schedule, and without idle readers and owners. */
  private static Setup enough(Trace trace) {
    BitSet readers = new BitSet();
    BitSet owners = new BitSet();
    boolean foreign = false;
    for (int action : trace.actions()) {
      int subject = Kind.subject(action);
      switch (Kind.kind(action)) {
        case START -> {
          readers.set(Request.reader(subject));
          owners.set(Request.of(subject).owner());
        }
        case COMMIT -> owners.set(Serial.owner(subject));
        case FOREIGN_PAGE -> foreign = true;
        default -> {} // of a reader or an owner who did something before
      }
    }
    Setup setup = trace.setup();
    int cards = setup.cast().cards();
    int fewest = foreign || cards > 0 ? 1 + Math.max(1, cards) : 1;
    Skew skew = setup.skew();
    // The first one is needed for the past.
    readers.set(0);
    List<Integer> clocks = readers.stream().mapToObj(skew.readers()::get).toList();
    return setup
        .with(setup.cast().withOwners(Math.max(owners.length(), fewest)))
        .with(Limits.of(trace.actions()))
        .with(skew.withReaders(clocks));
  }
}
