package dev.freshet.operations.verify;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.verify.Viewer.Seen;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * How long the edge answers with a copy that no purge will be sent for. A location that fetches it
 * late, from a cache between it and the origin, shows whether its life begins anew there.
 */
final class ShortCopy {
  private static final String PATH = "/users/current/card";

  /** As the design has it: ProtocolTimes.PURGE_DELAY. */
  private static final Duration ASSUMED = Duration.ofSeconds(5);

  /** Shortly before it expires where it was read first. */
  private static final Duration LATE = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private ShortCopy() {}

  static Fact measure(Viewer viewer, Poll poll, String before, String after)
      throws OperationFailedException, IOException, InterruptedException {
    String assumed = "a copy without a lease is gone within " + Fact.seconds(ASSUMED);
    Instant begin = poll.clock().instant();
    boolean missed =
        poll.until(
            begin.plus(PATIENCE),
            () -> {
              Seen seen = viewer.read(PATH);
              return !seen.fromEdge() && seen.shows(before);
            });
    if (!missed) {
      return Fact.notMeasured(assumed, "the edge has a copy that lives longer");
    }
    Instant read = poll.clock().instant();
    viewer.rename(after, "verify-" + read.toEpochMilli());
    poll.until(read.plus(LATE), () -> false);
    Set<String> places = new TreeSet<>();
    Instant[] last = {read};
    poll.until(
        read.plus(PATIENCE),
        () -> {
          Seen seen = viewer.read(PATH);
          places.add(seen.place());
          if (seen.shows(before)) {
            last[0] = seen.at();
          }
          return seen.at().isAfter(last[0].plus(ASSUMED));
        });
    Duration life = Duration.between(read, last[0]);
    return Fact.of(
        life.compareTo(ASSUMED) <= 0,
        assumed,
        Fact.seconds(life) + " at " + String.join(", ", places),
        "ClockSkewMs: a copy without a lease lives for 5 s less twice as much, at each tier");
  }
}
