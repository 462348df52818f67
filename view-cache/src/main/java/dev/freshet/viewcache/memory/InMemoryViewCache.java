package dev.freshet.viewcache.memory;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.CacheAwayException;
import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A cache in memory, for tests and checkers. Loses its memory on demand. Thread-safe. */
public final class InMemoryViewCache implements ViewCache {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Duration hotFor;
  private final Map<Place, ViewSlot> slots = new HashMap<>();
  private ViewsEvicted.Witness witness = new ViewsEvicted.Witness("memory-1", 0, 0);
  private boolean away;

  public InMemoryViewCache(InstantSource clock) {
    this(clock, CacheLimits.HOT_FOR);
  }

  /** A cache that remembers for so long that a view is hot. */
  public InMemoryViewCache(InstantSource clock, Duration hotFor) {
    this.clock = clock;
    this.hotFor = hotFor;
  }

  /** A cache of its own, with another clock, that holds what this one does now. */
  public synchronized InMemoryViewCache copy(InstantSource itsClock) {
    InMemoryViewCache copy = new InMemoryViewCache(itsClock, hotFor);
    copy.slots.putAll(slots);
    copy.witness = witness;
    copy.away = away;
    return copy;
  }

  /** Which slot. */
  private record Place(Owner owner, ViewName view) {}

  @Override
  public synchronized Lookup read(
      PageKey key, Instant notBefore, EdgeUntil edgeUntil, Fence candidate) {
    if (away) {
      return new Lookup.Away(RETRY_AFTER);
    }
    Instant now = clock.instant();
    ViewSlot slot = slot(key.owner(), key.view(), now);
    Optional<Envelope> found = slot.find(key.page(), notBefore);
    if (found.isPresent()) {
      put(key, slot.answered(edgeUntil));
      return new Lookup.Hit(found.get(), slot.heat());
    }
    ViewSlot fenced = slot.fenced(candidate, now.plus(CacheLimits.FENCE_TTL));
    put(key, fenced);
    return new Lookup.Miss(fenced.fence().orElseThrow());
  }

  @Override
  public synchronized FillResult fill(
      PageKey key, Fence fence, Envelope envelope, Duration timeToLive, EdgeUntil edgeUntil) {
    if (away) {
      return new FillResult.Away(RETRY_AFTER);
    }
    Instant now = clock.instant();
    ViewSlot slot = slot(key.owner(), key.view(), now);
    if (!slot.fence().equals(Optional.of(fence))) {
      return new FillResult.Rejected();
    }
    put(
        key,
        slot.filled(key.page(), envelope, now.plus(timeToLive), CacheLimits.MOST_PAGES)
            .answered(edgeUntil));
    return new FillResult.Stored(slot.heat());
  }

  @Override
  public synchronized Evicted evict(Owner owner, Collection<ViewName> views, EvictionId id) {
    failIfAway();
    Instant now = clock.instant();
    SortedMap<ViewName, EdgeCopy> copies = new TreeMap<>();
    for (ViewName view : views) {
      ViewSlot slot = slot(owner, view, now).withoutPages().withoutFence();
      ViewSlot taken = slot.markTaken(id);
      copies.put(view, copy(taken.mark().flatMap(mark -> mark.claimed(id))));
      put(new Place(owner, view), taken.evicted(now.plus(hotFor)));
    }
    return new Evicted(copies, Optional.of(witness));
  }

  private static EdgeCopy copy(Optional<Instant> claimed) {
    return claimed.<EdgeCopy>map(EdgeCopy.AliveUntil::new).orElseGet(EdgeCopy.None::new);
  }

  @Override
  public synchronized void discard(Owner owner, ViewName view) {
    failIfAway();
    change(owner, view, slot -> slot.withoutPages().withoutFence());
  }

  /** What is held of a view right now: without what has expired. */
  public synchronized ViewSlot slot(Owner owner, ViewName view) {
    return slot(owner, view, clock.instant());
  }

  private ViewSlot slot(Owner owner, ViewName view, Instant now) {
    return slots.getOrDefault(new Place(owner, view), ViewSlot.EMPTY).at(now);
  }

  /** Drops a view's pages for want of memory. */
  public synchronized void losePages(Owner owner, ViewName view) {
    lose(owner, view, ViewSlot::withoutPages);
  }

  /** Drops a view's fence for want of memory. */
  public synchronized void loseFence(Owner owner, ViewName view) {
    lose(owner, view, ViewSlot::withoutFence);
  }

  /** Drops a view's edge mark for want of memory. */
  public synchronized void loseMark(Owner owner, ViewName view) {
    lose(owner, view, ViewSlot::withoutMark);
  }

  /** Drops a view's heat for want of memory. */
  public synchronized void loseHeat(Owner owner, ViewName view) {
    lose(owner, view, ViewSlot::cooled);
  }

  /** Forgets everything, as a flush does. */
  public synchronized void flush() {
    slots.clear();
    witness =
        new ViewsEvicted.Witness(witness.server(), witness.evictedKeys(), witness.flushes() + 1);
  }

  /** Forgets everything and begins as another server. */
  public synchronized void restart() {
    slots.clear();
    witness = new ViewsEvicted.Witness(witness.server() + "+", 0, 0);
  }

  /** Goes on as another server, with what that one knew: a copy of this, from a while ago. */
  public synchronized void failOver(InMemoryViewCache replica) {
    restart();
    slots.putAll(replica.slots);
  }

  /** Answers no call from now on, or again. */
  public synchronized void setAway(boolean away) {
    this.away = away;
  }

  private void lose(Owner owner, ViewName view, UnaryOperator<ViewSlot> loss) {
    ViewSlot before = slot(owner, view);
    change(owner, view, loss);
    if (!before.equals(slot(owner, view))) {
      witness =
          new ViewsEvicted.Witness(witness.server(), witness.evictedKeys() + 1, witness.flushes());
    }
  }

  private void change(Owner owner, ViewName view, UnaryOperator<ViewSlot> change) {
    put(new Place(owner, view), change.apply(slot(owner, view)));
  }

  private void put(PageKey key, ViewSlot slot) {
    put(new Place(key.owner(), key.view()), slot);
  }

  private void put(Place place, ViewSlot slot) {
    slots.put(place, slot);
  }

  private void failIfAway() {
    if (away) {
      throw new CacheAwayException("the cache in memory was told to be away");
    }
  }
}
