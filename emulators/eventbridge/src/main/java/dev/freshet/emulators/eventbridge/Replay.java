package dev.freshet.emulators.eventbridge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Events of an archive that are put on their bus once more.
 *
 * @param filter the rules by ARN that they are delivered by; empty for all that match
 * @param lastReplayed the time of the last event that was
 * @param ended when it had put the last one
 */
record Replay(
    String name,
    String arn,
    Archive archive,
    Instant from,
    Instant to,
    List<String> filter,
    Instant started,
    Optional<Instant> lastReplayed,
    Optional<Instant> ended) {

  Replay {
    filter = List.copyOf(filter);
  }

  String state() {
    return ended.isPresent() ? "COMPLETED" : "RUNNING";
  }

  Replay replayed(Instant eventTime) {
    return with(Optional.of(eventTime), ended);
  }

  Replay ended(Instant at) {
    return with(lastReplayed, Optional.of(at));
  }

  private Replay with(Optional<Instant> replayedUpTo, Optional<Instant> end) {
    return new Replay(name, arn, archive, from, to, filter, started, replayedUpTo, end);
  }
}
