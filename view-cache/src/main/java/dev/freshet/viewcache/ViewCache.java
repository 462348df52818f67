package dev.freshet.viewcache;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The cache of views. It keeps, for each view of each owner, its pages with their generation, and a
 * fence. The end of a lease and the count of saved answers are kept with the pages, so that
 * evictions, memory pressure and the limit of pages remove them together. Each call on a view is
 * atomic; several together are not. Thread-safe; a call blocks for no longer than the adapter says.
 */
public interface ViewCache extends AutoCloseable {
  /** Given as {@code notBefore}: a page of any age will do. */
  Instant ANY_AGE = Instant.EPOCH;

  /**
   * A read of one page.
   *
   * @param notBefore a page that was loaded earlier counts as a miss, and stays in the cache
   * @param ifNoneMatch the request header: if it contains the page's ETag, the answer counts as a
   *     saved answer. Null: do not count
   * @param leasedEnough answers of a generation whose lease ends later are not counted
   * @param candidate becomes the fence if the view has none; never used before
   */
  record Read(
      PageKey key,
      Instant notBefore,
      @Nullable String ifNoneMatch,
      Instant leasedEnough,
      Fence candidate) {}

  /**
   * A fill of one page.
   *
   * @param fence as it was read before the load
   * @param candidate becomes the generation if the view has no page; never used before
   * @param timeToLive of all of the view's pages from now on, whole milliseconds: the last fill
   *     decides
   */
  record Fill(PageKey key, Fence fence, Generation candidate, Envelope page, Duration timeToLive) {}

  /** Views of one owner to evict; at least one. */
  record Eviction(Owner owner, SortedSet<ViewName> views) {}

  /** Finds pages, or prepares fills, in one round trip. Returns what each found, in their order. */
  List<Lookup> readAll(List<Read> reads);

  /**
   * Stores each page whose fence is unchanged since it was read, in one round trip. Returns the
   * outcomes in the order of the fills.
   */
  List<FillResult> fillAll(List<Fill> fills);

  /**
   * Counts a saved answer of this generation. For pages that are joined from several views, because
   * the cache does not know their ETag.
   *
   * @return the new count; 0 if the generation has ended, a grant was postponed, or the cache is
   *     unavailable
   */
  long countSaved(ViewKey view, Generation generation);

  /**
   * Asks to be the only one that grants a lease to this generation for a time.
   *
   * @param turn whole milliseconds
   */
  Election elect(ViewKey view, Generation generation, Duration turn);

  /** Puts further grants to this generation off. Without effect if the cache is unavailable. */
  void postpone(ViewKey view, Generation generation, Duration delay);

  /**
   * Sets the end of the recorded lease, unless the generation has ended. Later answers of the
   * generation can be long without any further write. Resets the count of saved answers.
   *
   * @param until the new end, ignored if the stored end is later. {@link
   *     GenerationState#NOT_LEASED} changes nothing
   * @return whether the generation is alive and leased at least until then. False if the cache is
   *     unavailable
   */
  boolean lease(ViewKey view, Generation generation, Instant until);

  /**
   * Deletes pages, generation and fence of each view. Idempotent, and harmless at any time, however
   * late or often. Each owner's eviction succeeds or fails on its own; all go in one round trip.
   * Returns the outcomes in their order. A cache that is full evicts like any other.
   */
  List<EvictionResult> evictAll(List<Eviction> evictions);

  /**
   * Deletes pages, generation and fence of a view that contains another owner's page.
   *
   * @throws CacheUnavailableException if the cache is unavailable: it may have happened
   */
  void discard(ViewKey view);

  /**
   * Closes the connections to the cache, if the adapter holds any; the next call makes new ones.
   */
  default void disconnect() {}

  /** Closes the connection to the cache, if the adapter holds one; what is cached stays. */
  @Override
  default void close() {}
}
