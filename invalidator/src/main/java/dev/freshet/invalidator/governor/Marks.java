package dev.freshet.invalidator.governor;

import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Witness;
import dev.freshet.table.governor.GovernorAwayException;
import dev.freshet.table.governor.GovernorState;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether an edge mark that was not found was never there. That is proven if the same server
 * looked exactly the same, evicted keys and flushes included, at a time before which no copy that
 * is alive can have passed it: those numbers only grow, so nothing was lost in between.
 *
 * <p>The proof needs one earlier sighting and nothing else, so it does not matter how many
 * instances note sightings, or in which order, how late or how often: each is true for itself, and
 * one that is missing costs a purge. A sighting is asked for once per instance and day, so in the
 * steady state no eviction costs a call. Not thread-safe: an instance has one batch at a time.
 */
final class Marks {
  /** Servers of one Redis, and what they looked like lately. */
  private static final int MOST_SIGHTINGS = 256;

  /** Sightings are forgotten a week after they were last noted. */
  private static final Duration NOTE_AGAIN = Duration.ofDays(1);

  private final GovernorState state;
  private final AwayListener listener;
  private final Duration needed;
  private final Map<Witness, Sighting> sightings = new LinkedHashMap<>();

  private record Sighting(Instant first, Instant noted) {}

  /**
   * @param longest the longest time for which the edge keeps anything
   */
  Marks(GovernorState state, AwayListener listener, ProtocolTimes times, Duration longest) {
    this.state = state;
    this.listener = listener;
    this.needed = longest.plus(times.purgeWindow()).plus(times.clockSkew());
  }

  Absence absence(ViewsEvicted evicted) {
    Witness witness = evicted.witness();
    if (witness == null) {
      return new Absence.Proven();
    }
    Optional<Instant> since = since(witness, evicted.evictedAt());
    return since.filter(first -> !first.isAfter(evicted.evictedAt().minus(needed))).isPresent()
        ? new Absence.Proven()
        : new Absence.LossPossible(since);
  }

  private Optional<Instant> since(Witness witness, Instant at) {
    Sighting known = sightings.get(witness);
    if (known != null && at.isBefore(known.noted().plus(NOTE_AGAIN))) {
      return Optional.of(known.first());
    }
    try {
      Instant first = state.firstSeen(witness, at);
      remember(witness, new Sighting(first, at));
      return Optional.of(first);
    } catch (GovernorAwayException away) {
      listener.away("compare the witness", away);
      return Optional.ofNullable(known).map(Sighting::first);
    }
  }

  private void remember(Witness witness, Sighting sighting) {
    if (sightings.size() >= MOST_SIGHTINGS) {
      sightings.remove(sightings.keySet().iterator().next());
    }
    sightings.put(witness, sighting);
  }
}
