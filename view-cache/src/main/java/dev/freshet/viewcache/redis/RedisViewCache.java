package dev.freshet.viewcache.redis;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
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
import dev.freshet.viewcache.redis.RedisLink.Call;
import dev.freshet.viewcache.redis.RedisLink.Outcome;
import dev.freshet.viewcache.redis.RedisSettings.Timeouts;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * The cache in Redis 6.2 or newer, or Valkey; one server or a cluster. Every call is one script, or
 * one for each of several reads or fills, and one round trip. While a server is away, the calls
 * that need it fail at once. Thread-safe; a call blocks for no longer than the timeouts in {@link
 * RedisSettings}, and creating one does not block.
 */
public final class RedisViewCache implements ViewCache {

  /** In the place of an eviction id: nobody here will purge. */
  private static final String LEAVE_MARKS = "";

  private final RedisSettings settings;
  private final RedisLink link;

  private RedisViewCache(RedisSettings settings, RedisLink link) {
    this.settings = settings;
    this.link = link;
  }

  /** Begins to connect. Whether Redis is there shows at the first call. */
  public static RedisViewCache open(RedisSettings settings, RedisFailureListener failures) {
    return new RedisViewCache(settings, RedisLink.open(settings, InstantSource.system(), failures));
  }

  @Override
  public Lookup read(PageKey key, Instant notBefore, EdgeUntil edgeUntil, Fence candidate) {
    return readAll(List.of(new Read(key, notBefore, edgeUntil, candidate))).getFirst();
  }

  @Override
  public List<Lookup> readAll(List<Read> reads) {
    List<Call> calls =
        reads.stream()
            .map(read ->
                call(
                    read.key(),
                    read.key().page(),
                    StoredEnvelope.FORMAT,
                    millis(read.notBefore()),
                    millis(read.edgeUntil().cool()),
                    millis(read.edgeUntil().hot()),
                    read.candidate().token(),
                    millis(CacheLimits.FENCE_TTL)))
            .toList();
    return run(Script.READ, calls, Replies::lookup, Lookup.Away::new);
  }

  @Override
  public FillResult fill(
      PageKey key, Fence fence, Envelope envelope, Duration timeToLive, EdgeUntil edgeUntil) {
    return fillAll(List.of(new Fill(key, fence, envelope, timeToLive, edgeUntil))).getFirst();
  }

  @Override
  public List<FillResult> fillAll(List<Fill> fills) {
    List<Call> calls =
        fills.stream()
            .map(fill ->
                call(
                    fill.key(),
                    fill.key().page(),
                    fill.fence().token(),
                    StoredEnvelope.write(fill.page()),
                    millis(fill.timeToLive()),
                    Integer.toString(CacheLimits.MOST_PAGES),
                    millis(fill.edgeUntil().cool()),
                    millis(fill.edgeUntil().hot())))
            .toList();
    return run(Script.FILL, calls, Replies::filled, FillResult.Away::new);
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

  private static Call call(PageKey key, String... arguments) {
    return new Call(ViewKeys.of(key.owner(), key.view()).all(), List.of(arguments));
  }

  /** What each of the calls gave; if one of them fails, so do all. */
  private <T> List<T> run(
      Script script,
      List<Call> calls,
      Function<List<String>, T> meaning,
      Function<Duration, T> away) {
    Duration connect = settings.timeouts().connect();
    try {
      return link.run(script, calls, connect, settings.timeouts().command()).stream()
          .map(meaning)
          .toList();
    } catch (RedisException _) { // the listener was told
      return Collections.nCopies(calls.size(), away.apply(Breaker.PROBE_EVERY));
    }
  }

  private List<String> delete(Owner owner, List<ViewName> views, String id) {
    List<String> arguments = List.of(id, millis(CacheLimits.HOT_FOR));
    List<String> keys =
        views.stream().flatMap(view -> ViewKeys.of(owner, view).all().stream()).toList();
    Call call = new Call(keys, arguments);
    Timeouts timeouts = settings.timeouts();
    return switch (link.runEach(
            Script.EVICT, List.of(call), timeouts.evictConnect(), timeouts.evict())
        .getFirst()) {
      case Outcome.Replied(List<String> reply) -> reply;
      case Outcome.Failed(RedisException cause) ->
          throw new CacheAwayException("Redis did not confirm an eviction", cause);
    };
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
