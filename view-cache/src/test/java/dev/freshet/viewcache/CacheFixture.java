package dev.freshet.viewcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words in which the contract of caches is written. */
public abstract class CacheFixture {
  protected static final ViewName DASHBOARD = new ViewName("dashboard");
  protected static final ViewName ORDERS = new ViewName("orders");

  protected static final Duration HOUR = Duration.ofHours(1);

  /** Short enough to wait for, longer than a few calls take. */
  protected static final Duration SHORT = Duration.ofMillis(400);

  /** Another one in each test, so that tests on one server do not meet. */
  protected final Owner alice = Owner.of(new UserId("alice-" + UUID.randomUUID()));

  protected final Owner bob = Owner.of(new UserId("bob-" + UUID.randomUUID()));
  protected final ViewKey view = new ViewKey(alice, DASHBOARD);
  protected final PageKey page = new PageKey(alice, DASHBOARD, "");
  protected final PageKey other = new PageKey(alice, DASHBOARD, "limit=5");

  protected abstract ViewCache cache();

  protected abstract Instant clock();

  /** Returns when the cache's clock has gone on by so much. */
  protected abstract void letPass(Duration time);

  /** What a cache can lose for want of memory. */
  protected enum Part {
    PAGES,
    FENCE
  }

  protected abstract void lose(Part part, ViewKey view);

  protected final Instant now() {
    return clock().truncatedTo(ChronoUnit.MILLIS);
  }

  protected final Envelope envelope(String body) {
    return envelope(body, now());
  }

  protected final Envelope envelope(String body, Instant loadedAt) {
    return new Envelope(alice, loadedAt, "\"e-" + body.hashCode() + "\"", body);
  }

  protected static ViewCache.Read read(PageKey key, Instant notBefore, Fence candidate) {
    return new ViewCache.Read(key, notBefore, null, Instant.EPOCH, candidate);
  }

  protected final Lookup look(ViewCache.Read read) {
    return cache().readAll(List.of(read)).getFirst();
  }

  protected final Lookup look(PageKey key) {
    return look(read(key, ViewCache.ANY_AGE, Fence.random()));
  }

  /** A hit of a client that sends this header. Returns what it is told of the generation. */
  protected final GenerationState hit(
      PageKey key, @Nullable String ifNoneMatch, Instant leasedEnough) {
    ViewCache.Read read =
        new ViewCache.Read(key, ViewCache.ANY_AGE, ifNoneMatch, leasedEnough, Fence.random());
    return ((Lookup.Hit) look(read)).state();
  }

  protected final GenerationState state(PageKey key) {
    return hit(key, null, Instant.EPOCH);
  }

  protected final Fence miss(PageKey key) {
    return ((Lookup.Miss) look(key)).fence();
  }

  protected final FillResult fill(PageKey key, Fence fence, Envelope envelope) {
    return fill(key, fence, envelope, Generation.random(), HOUR);
  }

  protected final FillResult fill(
      PageKey key, Fence fence, Envelope envelope, Generation candidate, Duration life) {
    return cache()
        .fillAll(List.of(new ViewCache.Fill(key, fence, candidate, envelope, life)))
        .getFirst();
  }

  /** Stores a page. Returns its generation. */
  protected final Generation stored(PageKey key, Envelope envelope) {
    FillResult filled = fill(key, miss(key), envelope);
    assertThat(filled).isInstanceOf(FillResult.Stored.class);
    return ((FillResult.Stored) filled).state().generation();
  }

  protected final Envelope stored(PageKey key, String body) {
    Envelope envelope = envelope(body);
    stored(key, envelope);
    return envelope;
  }

  protected static ViewCache.Eviction eviction(Owner owner, ViewName... views) {
    return new ViewCache.Eviction(owner, new TreeSet<>(Stream.of(views).toList()));
  }

  protected final EvictionResult.Evicted evict(Owner owner, ViewName... views) {
    return (EvictionResult.Evicted) cache().evictAll(List.of(eviction(owner, views))).getFirst();
  }

  protected final EvictionResult.Evicted evict() {
    return evict(alice, DASHBOARD);
  }
}
