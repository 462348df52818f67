package dev.freshet.viewcache.memory;

import dev.freshet.viewcache.EvictionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says that the edge may hold copies.
 *
 * @param free the latest time at which one may be alive whose purge nobody sees to yet
 * @param claims the evictions that see to the others', oldest first: an older one's is there as
 *     long as its copies outlive the younger one's
 */
public record EdgeMark(Optional<Instant> free, List<Claim> claims) {

  /** What one eviction has to purge. */
  public record Claim(EvictionId eviction, Instant until) {}

  private static final int MOST_CLAIMS = 2;

  static final EdgeMark NONE = new EdgeMark(Optional.empty(), List.of());

  /** The latest time at which any copy may still be alive. */
  public Instant until() {
    Instant latest = free.orElse(Instant.EPOCH);
    for (Claim claim : claims) {
      latest = claim.until().isAfter(latest) ? claim.until() : latest;
    }
    return latest;
  }

  EdgeMark raisedTo(Instant edgeUntil) {
    return new EdgeMark(Optional.of(free.filter(edgeUntil::isBefore).orElse(edgeUntil)), claims);
  }

  /** Gives what is free to this eviction, on top of what it has. */
  EdgeMark taken(EvictionId id) {
    if (free.isEmpty()) {
      return this;
    }
    Instant until = claimed(id).filter(free.get()::isBefore).orElse(free.get());
    List<Claim> kept = new ArrayList<>();
    for (Claim claim : claims) {
      if (!claim.eviction().equals(id) && claim.until().isAfter(until)) {
        kept.add(claim);
      }
    }
    while (kept.size() >= MOST_CLAIMS) {
      until = kept.removeLast().until();
    }
    kept.add(new Claim(id, until));
    return new EdgeMark(Optional.empty(), List.copyOf(kept));
  }

  /** Until when a copy may live that this eviction sees to. */
  Optional<Instant> claimed(EvictionId id) {
    return claims.stream()
        .filter(claim -> claim.eviction().equals(id))
        .map(Claim::until)
        .findFirst();
  }
}
