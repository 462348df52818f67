package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
import dev.freshet.domain.CacheTag;
import dev.freshet.viewcache.ProtocolTimes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A point of presence: one copy for each token and page, until it expires or a purge of one of its
 * tags takes effect.
 */
final class ReplayedEdge {
  /** The slowest purge that the design allows for. */
  static final Duration PURGE_DELAY = ProtocolTimes.PURGE_DELAY;

  /**
   * A copy.
   *
   * @param tokenEnds identifies the token
   * @param fresh of the request
   * @param isLong whether it has a long lifetime
   */
  record Copy(
      PartVersions shown,
      long tokenEnds,
      long fresh,
      long storedAt,
      long expiresAt,
      boolean isLong) {}

  private final VirtualTime time;
  private final Counts counts;
  private final Map<Long, Copy> copies = new HashMap<>();
  private final Map<CacheTag, Long> purgedAt = new HashMap<>();

  /** By part, the copy with the latest expiry that shows it. */
  private final Map<Integer, Copy> lasting = new HashMap<>();

  ReplayedEdge(VirtualTime time, Counts counts) {
    this.time = time;
    this.counts = counts;
  }

  /** The copy for this token and time; it may have expired. */
  Optional<Copy> find(int client, Page page, long tokenEnds, long fresh) {
    return Optional.ofNullable(copies.get(key(client, page)))
        .filter(copy -> copy.tokenEnds() == tokenEnds && copy.fresh() == fresh)
        .filter(copy -> !isPurged(page, copy));
  }

  private boolean isPurged(Page page, Copy copy) {
    return page.parts().stream().anyMatch(part -> isPurged(part, copy));
  }

  private boolean isPurged(Part part, Copy copy) {
    for (CacheTag tag : part.tags()) {
      if (purgedAt.getOrDefault(tag, Long.MIN_VALUE) >= copy.storedAt()) {
        return true;
      }
    }
    return false;
  }

  void store(int client, Page page, Copy copy) {
    copies.put(key(client, page), copy);
    page.parts().stream()
        .filter(part -> aliveUntil(part) < copy.expiresAt())
        .forEach(part -> lasting.put(part.number(), copy));
  }

  /** The latest expiry of copies that show the part, in epoch milliseconds. */
  long aliveUntil(Part part) {
    Copy copy = lasting.get(part.number());
    return copy == null || isPurged(part, copy) ? Long.MIN_VALUE : copy.expiresAt();
  }

  /** CloudFront accepts these items, and charges for each. */
  void purge(List<CacheTag> tags) {
    counts.add(Kind.PURGES, tags.size());
    time.later(PURGE_DELAY, () -> tags.forEach(tag -> purgedAt.put(tag, time.millis())));
  }

  private static long key(int client, Page page) {
    return ((long) client << Integer.SIZE) | page.number();
  }
}
