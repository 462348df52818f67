package dev.freshet.checker;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.ViewsEvicted.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rules by which EdgeInvalidator leaves purges out, with a purge that takes effect at once: no
 * mark and proof that none was lost, a copy that is dead or will be before a purge would take
 * effect, or a purge since that covers it.
 */
final class Governor {
  private static final Instant NEVER = Instant.EPOCH;

  /** What becomes of the copies that an eviction found. */
  enum Verdict {
    PURGE,
    EXPIRES_SOONER,
    SKIP
  }

  private final Timing timing;
  private final int views;
  private final Duration memoryNeeded;
  private final boolean absenceTrusted;
  private final boolean marksTrusted;
  private final Map<Witness, Instant> sightings = new HashMap<>();
  private final Instant[] purgedAt;

  Governor(Setup setup, Variant variant) {
    timing = setup.timing();
    views = Shelf.of(setup).size();
    absenceTrusted = variant == Variant.ABSENCE_TRUSTED;
    marksTrusted = variant == Variant.MARK_TRUSTED;
    memoryNeeded =
        timing.edgeTtl().plus(timing.times().purgeWindow()).plus(timing.times().clockSkew());
    purgedAt = new Instant[setup.owners() * views];
    Arrays.fill(purgedAt, NEVER);
  }

  private Governor(Governor from) {
    timing = from.timing;
    views = from.views;
    memoryNeeded = from.memoryNeeded;
    absenceTrusted = from.absenceTrusted;
    marksTrusted = from.marksTrusted;
    sightings.putAll(from.sightings);
    purgedAt = from.purgedAt.clone();
  }

  Governor copy() {
    return new Governor(this);
  }

  void sawLongAgo(Witness witness) {
    sightings.put(witness, NEVER);
  }

  /** Of a view among all views of all owners. */
  int place(int owner, int view) {
    return owner * views + view;
  }

  /** What is to be done about the copies that an eviction found. */
  Verdict judge(int place, EdgeCopy copy, Optional<Witness> witness, Instant at, Instant now) {
    return switch (copy) {
      case EdgeCopy.None() -> unlessLost(Verdict.SKIP, place, witness, at);
      case EdgeCopy.AliveUntil _ when coveredSince(place, at) -> Verdict.SKIP;
      case EdgeCopy.AliveUntil(Instant until) when until.isAfter(now.plus(timing.purgeDelay())) ->
          Verdict.PURGE;
      case EdgeCopy.AliveUntil(Instant until) -> {
        Verdict verdict = until.isAfter(now) ? Verdict.EXPIRES_SOONER : Verdict.SKIP;
        yield marksTrusted ? verdict : unlessLost(verdict, place, witness, at);
      }
      case EdgeCopy.Unknown() -> coveredSince(place, at) ? Verdict.SKIP : Verdict.PURGE;
    };
  }

  /** A mark that is absent, or says so little, may have been lost before. */
  private Verdict unlessLost(
      Verdict verdict, int place, Optional<Witness> witness, Instant evictedAt) {
    return !absenceTrusted && lossPossible(place, witness, evictedAt) ? Verdict.PURGE : verdict;
  }

  void purged(int place, Instant now) {
    purgedAt[place] = now;
  }

  private boolean lossPossible(int place, Optional<Witness> witness, Instant evictedAt) {
    if (witness.isEmpty()) {
      return false;
    }
    Instant since = sightings.computeIfAbsent(witness.get(), _ -> evictedAt);
    return since.isAfter(evictedAt.minus(memoryNeeded))
        && !coveredSince(place, since)
        && !coveredSince(place, evictedAt);
  }

  /** Whether a purge came after all answers that passed Redis before this time had arrived. */
  private boolean coveredSince(int place, Instant passed) {
    Instant arrived = passed.plus(timing.times().purgeWindow()).plus(timing.times().clockSkew());
    return !purgedAt[place].isBefore(arrived);
  }

  long hash() {
    long hash = 0;
    for (Instant purged : purgedAt) {
      hash = Hash.of(hash, purged.toEpochMilli());
    }
    for (Map.Entry<Witness, Instant> sighting : sightings.entrySet()) {
      hash += Hash.of(Hash.of(sighting.getKey()), sighting.getValue().toEpochMilli());
    }
    return hash;
  }
}
