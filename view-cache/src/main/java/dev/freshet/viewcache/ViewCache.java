package dev.freshet.viewcache;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The cache of views. It keeps, for each view of each owner, its pages, a fence, and an edge mark:
 * the latest time at which a copy of the view may still be alive at the edge. It also counts how
 * often the view is evicted, and goes by that when it raises the mark. Each call is atomic and
 * touches one owner only. Thread-safe; a call blocks for no longer than the adapter says.
 */
public interface ViewCache extends AutoCloseable {

  /** Given as {@code notBefore}: a page of any age will do. */
  Instant ANY_AGE = Instant.EPOCH;

  /** Given as {@code edgeUntil}: the answer is not for the edge, leave the mark alone. */
  EdgeUntil NOT_AT_EDGE = EdgeUntil.always(Instant.EPOCH);

  /**
   * Finds a page, or prepares a fill. On a hit the edge mark is raised to the time in {@code
   * edgeUntil} that goes with the view's heat. On a miss the view's fence is returned, made from
   * {@code candidate} if there is none.
   *
   * @param notBefore a page loaded earlier counts as a miss, and stays for others
   * @param edgeUntil the latest time at which the edge may still hold the answer, cool or hot
   * @param candidate never used before
   */
  Lookup read(PageKey key, Instant notBefore, EdgeUntil edgeUntil, Fence candidate);

  /**
   * Stores a page and raises the edge mark, if the fence is still the one that was read before the
   * load: otherwise does nothing.
   *
   * @param timeToLive of the view in the cache, whole milliseconds, counted from its first page;
   *     later pages do not extend it
   */
  FillResult fill(
      PageKey key, Fence fence, Envelope envelope, Duration timeToLive, EdgeUntil edgeUntil);

  /** One of several reads, as {@link #read} takes it. */
  record Read(PageKey key, Instant notBefore, EdgeUntil edgeUntil, Fence candidate) {}

  /** One of several fills, as {@link #fill} takes it. */
  record Fill(PageKey key, Fence fence, Envelope page, Duration timeToLive, EdgeUntil edgeUntil) {}

  /**
   * Does several reads, of any owners, in one round trip: each is atomic, all together are not.
   * Returns what each found, in their order.
   */
  default List<Lookup> readAll(List<Read> reads) {
    return reads.stream()
        .map(read -> read(read.key(), read.notBefore(), read.edgeUntil(), read.candidate()))
        .toList();
  }

  /**
   * Does several fills, of any owners, in one round trip: each is atomic, all together are not.
   * Returns what became of each, in their order.
   */
  default List<FillResult> fillAll(List<Fill> fills) {
    return fills.stream()
        .map(fill ->
            fill(fill.key(), fill.fence(), fill.page(), fill.timeToLive(), fill.edgeUntil()))
        .toList();
  }

  /**
   * Deletes pages and fences of these views and takes over their edge marks: the answer says what
   * this eviction has to purge. Repeated with the same id it gives the same answer, until the copy
   * is dead; any other eviction finds the mark taken, unless an answer went to the edge since. A
   * cache that is full evicts like any other.
   *
   * @throws CacheAwayException if the cache is late or gone: the eviction may have happened, and is
   *     to be repeated with the same id
   */
  Evicted evict(Owner owner, Collection<ViewName> views, EvictionId id);

  /**
   * Deletes pages and fence of a view, and leaves the edge mark to whoever will purge.
   *
   * @throws CacheAwayException if the cache is late or gone: it may have happened
   */
  void discard(Owner owner, ViewName view);

  /** Gives up the way to the cache, if the adapter holds one; what is cached stays. */
  @Override
  default void close() {}
}
