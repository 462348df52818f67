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
 * mark and proof that none was lost, a copy that is dead, or a purge since that covers it.
 */
final class Governor {
  private static final Instant NEVER = Instant.EPOCH;

  private final Timing timing;
  private final Duration memoryNeeded;
  private final boolean absenceTrusted;
  private final Map<Witness, Instant> sightings = new HashMap<>();
  private final Instant[] purgedAt;

  Governor(Setup setup, Variant variant) {
    timing = setup.timing();
    absenceTrusted = variant == Variant.ABSENCE_TRUSTED;
    memoryNeeded =
        timing.edgeTtl().plus(timing.times().purgeWindow()).plus(timing.times().clockSkew());
    purgedAt = new Instant[setup.owners()];
    Arrays.fill(purgedAt, NEVER);
  }

  private Governor(Governor from) {
    timing = from.timing;
    memoryNeeded = from.memoryNeeded;
    absenceTrusted = from.absenceTrusted;
    sightings.putAll(from.sightings);
    purgedAt = from.purgedAt.clone();
  }

  Governor copy() {
    return new Governor(this);
  }

  void sawLongAgo(Witness witness) {
    sightings.put(witness, NEVER);
  }

  /** Whether the copies that an eviction found have to be purged. */
  boolean purges(int owner, EdgeCopy copy, Optional<Witness> witness, Instant at, Instant now) {
    return switch (copy) {
      case EdgeCopy.None() -> !absenceTrusted && lossPossible(owner, witness, at);
      case EdgeCopy.AliveUntil(Instant until) -> until.isAfter(now) && !coveredSince(owner, at);
      case EdgeCopy.Unknown() -> !coveredSince(owner, at);
    };
  }

  void purged(int owner, Instant now) {
    purgedAt[owner] = now;
  }

  private boolean lossPossible(int owner, Optional<Witness> witness, Instant evictedAt) {
    if (witness.isEmpty()) {
      return false;
    }
    Instant since = sightings.computeIfAbsent(witness.get(), _ -> evictedAt);
    return since.isAfter(evictedAt.minus(memoryNeeded))
        && !coveredSince(owner, since)
        && !coveredSince(owner, evictedAt);
  }

  /** Whether a purge came after all answers that passed Redis before this time had arrived. */
  private boolean coveredSince(int owner, Instant passed) {
    Instant arrived = passed.plus(timing.times().purgeWindow()).plus(timing.times().clockSkew());
    return !purgedAt[owner].isBefore(arrived);
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
