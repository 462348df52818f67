package dev.freshet.viewcache.memory;

import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted.FoundLease;
import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.CacheUnavailableException;
import dev.freshet.viewcache.Election;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.memory.ViewSlot.Life;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A cache in memory, for tests and checkers. Loses its memory on demand. Thread-safe. */
public final class InMemoryViewCache implements ViewCache {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Map<ViewKey, ViewSlot> slots = new HashMap<>();
  private boolean unavailable;

  public InMemoryViewCache(InstantSource clock) {
    this.clock = clock;
  }

  /** A cache of its own, with another clock, that holds what this one does now. */
  public synchronized InMemoryViewCache copy(InstantSource itsClock) {
    InMemoryViewCache copy = new InMemoryViewCache(itsClock);
    copy.slots.putAll(slots);
    copy.unavailable = unavailable;
    return copy;
  }

  @Override
  public synchronized List<Lookup> readAll(List<Read> reads) {
    return reads.stream().map(this::read).toList();
  }

  private Lookup read(Read read) {
    if (unavailable) {
      return new Lookup.Unavailable(RETRY_AFTER);
    }
    Instant now = clock.instant();
    ViewKey view = read.key().viewKey();
    ViewSlot slot = slot(view, now);
    Optional<Envelope> found = slot.find(read.key().page(), read.notBefore());
    if (found.isEmpty()) {
      ViewSlot fenced = slot.fenced(read.candidate(), now.plus(CacheLimits.FENCE_TTL));
      slots.put(view, fenced);
      return new Lookup.Miss(fenced.fence().orElseThrow());
    }
    Life life = slot.life().orElseThrow();
    if (saves(read, found.get(), life)) {
      Life counted = life.counted();
      slots.put(view, slot.with(counted));
      return new Lookup.Hit(found.get(), counted.state(now));
    }
    return new Lookup.Hit(found.get(), life.withoutCount());
  }

  /** Whether the client asks for what it has, and no lease keeps it at the edge for long enough. */
  private static boolean saves(Read read, Envelope page, Life life) {
    String tags = read.ifNoneMatch();
    return tags != null
        && tags.contains(page.etag())
        && !life.leasedUntil().isAfter(read.leasedEnough());
  }

  @Override
  public synchronized List<FillResult> fillAll(List<Fill> fills) {
    return fills.stream().map(this::fill).toList();
  }

  private FillResult fill(Fill fill) {
    if (unavailable) {
      return new FillResult.Unavailable(RETRY_AFTER);
    }
    Instant now = clock.instant();
    ViewKey view = fill.key().viewKey();
    ViewSlot slot = slot(view, now);
    if (slot.fence().filter(fill.fence()::equals).isEmpty()) {
      return new FillResult.Rejected();
    }
    ViewSlot filled =
        slot.filled(
            fill.key().page(),
            fill.page(),
            now.plus(fill.timeToLive()),
            fill.candidate(),
            CacheLimits.MOST_PAGES);
    slots.put(view, filled);
    return new FillResult.Stored(filled.life().orElseThrow().withoutCount());
  }

  @Override
  public synchronized long countSaved(ViewKey view, Generation generation) {
    Instant now = clock.instant();
    Optional<Life> counted = living(view, generation, now).map(Life::counted);
    counted.ifPresent(life -> slots.put(view, slot(view, now).with(life)));
    return counted.map(life -> life.state(now).savedAnswers()).orElse(0L);
  }

  @Override
  public synchronized Election elect(ViewKey view, Generation generation, Duration turn) {
    Instant now = clock.instant();
    return living(view, generation, now)
        .filter(life -> !life.turnUntil().isAfter(now))
        .<Election>map(life -> {
          slots.put(view, slot(view, now).with(life.withTurn(now.plus(turn))));
          return new Election.Elected(now);
        })
        .orElseGet(Election.NotElected::new);
  }

  @Override
  public synchronized void postpone(ViewKey view, Generation generation, Duration delay) {
    Instant now = clock.instant();
    living(view, generation, now)
        .ifPresent(life -> slots.put(view, slot(view, now).with(life.withTurn(now.plus(delay)))));
  }

  @Override
  public synchronized boolean lease(ViewKey view, Generation generation, Instant until) {
    Instant now = clock.instant();
    Optional<Life> leased = living(view, generation, now).map(life -> life.leased(until));
    leased.ifPresent(life -> slots.put(view, slot(view, now).with(life)));
    return leased.isPresent();
  }

  private Optional<Life> living(ViewKey view, Generation generation, Instant now) {
    return unavailable ? Optional.empty() : slot(view, now).of(generation);
  }

  @Override
  public synchronized List<EvictionResult> evictAll(List<Eviction> evictions) {
    return evictions.stream().map(this::evict).toList();
  }

  private EvictionResult evict(Eviction eviction) {
    if (unavailable) {
      return new EvictionResult.Unavailable(refused());
    }
    Instant now = clock.instant();
    SortedMap<ViewName, FoundLease> found = new TreeMap<>();
    for (ViewName name : eviction.views()) {
      ViewKey view = new ViewKey(eviction.owner(), name);
      slot(view, now)
          .life()
          .filter(Life::isLeased)
          .ifPresent(life ->
              found.put(name, new FoundLease(life.generation().token(), life.leasedUntil())));
      slots.remove(view);
    }
    return new EvictionResult.Evicted(now, found);
  }

  @Override
  public synchronized void discard(ViewKey view) {
    if (unavailable) {
      throw refused();
    }
    slots.remove(view);
  }

  private static CacheUnavailableException refused() {
    return new CacheUnavailableException("the cache in memory was set unavailable");
  }

  /** What is held of a view right now: without what has expired. */
  public synchronized ViewSlot slot(ViewKey view) {
    return slot(view, clock.instant());
  }

  private ViewSlot slot(ViewKey view, Instant now) {
    return slots.getOrDefault(view, ViewSlot.EMPTY).at(now);
  }

  /** Drops a view's pages, and what is kept with them, for want of memory. */
  public synchronized void losePages(ViewKey view) {
    change(view, ViewSlot::withoutPages);
  }

  /** Drops a view's fence for want of memory. */
  public synchronized void loseFence(ViewKey view) {
    change(view, ViewSlot::withoutFence);
  }

  /** Forgets everything, as a flush or a restart without data does. */
  public synchronized void flush() {
    slots.clear();
  }

  /** Goes on with what another cache knew: a copy of this one, from a while ago. */
  public synchronized void failOver(InMemoryViewCache replica) {
    slots.clear();
    slots.putAll(replica.slots);
  }

  /** Answers no call from now on, or again. */
  public synchronized void setUnavailable(boolean unavailable) {
    this.unavailable = unavailable;
  }

  private void change(ViewKey view, UnaryOperator<ViewSlot> change) {
    slots.put(view, change.apply(slot(view)));
  }
}
