package dev.freshet.viewcache.redis;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.CacheAwayException;
import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The cache in Redis 6.2 or newer, or Valkey; one server or a cluster. Every call is one script and
 * one round trip. Reads and fills go through a circuit breaker: while Redis is away they fail at
 * once, but for a probe now and then. Evictions try each time. Thread-safe; a call blocks for no
 * longer than the timeouts in {@link RedisSettings}, and creating one does not block.
 */
public final class RedisViewCache implements ViewCache, AutoCloseable {

  /** In the place of an eviction id: nobody here will purge. */
  private static final String LEAVE_MARKS = "";

  private final RedisSettings settings;
  private final RedisLink link;
  private final Breaker breaker;

  private RedisViewCache(RedisSettings settings, RedisLink link, Breaker breaker) {
    this.settings = settings;
    this.link = link;
    this.breaker = breaker;
  }

  /** Begins to connect. Whether Redis is there shows at the first call. */
  public static RedisViewCache open(RedisSettings settings, RedisFailureListener failures) {
    return new RedisViewCache(
        settings, new RedisLink(Connector.to(settings)), new Breaker(failures, Breaker.OPEN_FOR));
  }

  @Override
  public Lookup read(PageKey key, Instant notBefore, Instant edgeUntil, Fence candidate) {
    String[] arguments = {
      key.page(),
      StoredEnvelope.FORMAT,
      millis(notBefore),
      millis(edgeUntil),
      candidate.token(),
      millis(CacheLimits.FENCE_TTL)
    };
    return breaker.call(
        Script.READ, () -> Replies.lookup(run(Script.READ, key, arguments)), Lookup.Away::new);
  }

  @Override
  public FillResult fill(
      PageKey key, Fence fence, Envelope envelope, Duration timeToLive, Instant edgeUntil) {
    String[] arguments = {
      key.page(),
      fence.token(),
      StoredEnvelope.write(envelope),
      millis(timeToLive),
      Integer.toString(CacheLimits.MOST_PAGES),
      millis(edgeUntil)
    };
    return breaker.call(
        Script.FILL, () -> Replies.filled(run(Script.FILL, key, arguments)), FillResult.Away::new);
  }

  @Override
  public Evicted evict(Owner owner, Collection<ViewName> views, EvictionId id) {
    List<ViewName> distinct = views.stream().distinct().toList();
    return Replies.evicted(distinct, delete(owner, distinct, id.value()));
  }

  @Override
  public void discard(Owner owner, ViewName view) {
    delete(owner, List.of(view), LEAVE_MARKS);
  }

  private List<String> run(Script script, PageKey key, String[] arguments) {
    String[] keys = Keys.of(key.owner(), List.of(key.view()));
    return link.run(script, keys, arguments, settings.connectTimeout(), settings.commandTimeout());
  }

  private List<String> delete(Owner owner, List<ViewName> views, String id) {
    String[] keys = Keys.of(owner, views);
    Duration timeout = settings.evictTimeout();
    try {
      return link.run(Script.EVICT, keys, new String[] {id}, timeout, timeout);
    } catch (RedisException e) {
      throw new CacheAwayException("Redis did not confirm an eviction", e);
    }
  }

  private static String millis(Instant time) {
    return Long.toString(time.toEpochMilli());
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  @Override
  public void close() {
    link.close();
  }
}
