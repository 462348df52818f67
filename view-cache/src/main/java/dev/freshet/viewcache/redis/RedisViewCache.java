package dev.freshet.viewcache.redis;

import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.CacheUnavailableException;
import dev.freshet.viewcache.Election;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.redis.RedisLink.Call;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * The cache in Redis 6.2 or newer, or Valkey; one server or a cluster. Every call is one script, or
 * one for each of several reads, fills or evictions, and one round trip. Reads and fills go through
 * a circuit breaker: while Redis is unavailable they fail at once, but for a probe now and then.
 * Evictions try each time. Thread-safe; a call blocks for no longer than the timeouts in {@link
 * RedisSettings}, and creating one does not block.
 */
public final class RedisViewCache implements ViewCache {
  private final RedisSettings settings;
  private final RedisLink link;
  private final Breaker breaker;

  private RedisViewCache(RedisSettings settings, RedisLink link, Breaker breaker) {
    this.settings = settings;
    this.link = link;
    this.breaker = breaker;
  }

  /** Begins to connect. Whether Redis is available shows at the first call. */
  public static RedisViewCache open(RedisSettings settings, RedisFailureListener failures) {
    return new RedisViewCache(
        settings, new RedisLink(Connector.to(settings)), new Breaker(failures, Breaker.OPEN_FOR));
  }

  @Override
  public List<Lookup> readAll(List<Read> reads) {
    List<Call> calls = reads.stream().map(RedisViewCache::call).toList();
    return run(Script.READ, calls, Replies::lookup, Lookup.Unavailable::new);
  }

  private static Call call(Read read) {
    return new Call(
        ViewKeys.of(read.key().viewKey()).all(),
        List.of(
            read.key().page(),
            StoredEnvelope.FORMAT,
            millis(read.notBefore()),
            read.ifNoneMatch() == null ? "" : read.ifNoneMatch(),
            millis(read.leasedEnough()),
            read.candidate().token(),
            millis(CacheLimits.FENCE_TTL)));
  }

  @Override
  public List<FillResult> fillAll(List<Fill> fills) {
    List<Call> calls = fills.stream().map(RedisViewCache::call).toList();
    return run(Script.FILL, calls, Replies::filled, FillResult.Unavailable::new);
  }

  private static Call call(Fill fill) {
    return new Call(
        ViewKeys.of(fill.key().viewKey()).all(),
        List.of(
            fill.key().page(),
            fill.fence().token(),
            StoredEnvelope.write(fill.page()),
            millis(fill.timeToLive()),
            Integer.toString(CacheLimits.MOST_PAGES),
            fill.candidate().token()));
  }

  @Override
  public long countSaved(ViewKey view, Generation generation) {
    return one(Script.COUNT, call(view, generation.token()), Replies::count, _ -> 0L);
  }

  @Override
  public Election elect(ViewKey view, Generation generation, Duration turn) {
    return one(
        Script.ELECT,
        call(view, generation.token(), millis(turn), "elect"),
        Replies::election,
        _ -> new Election.NotElected());
  }

  @Override
  public void postpone(ViewKey view, Generation generation, Duration delay) {
    Call call = call(view, generation.token(), millis(delay), "postpone");
    var _ = one(Script.ELECT, call, Replies::election, _ -> new Election.NotElected());
  }

  @Override
  public boolean lease(ViewKey view, Generation generation, Instant until) {
    return one(
        Script.LEASE,
        call(view, generation.token(), millis(until)),
        Replies::leased,
        _ -> Boolean.FALSE);
  }

  private static Call call(ViewKey view, String... arguments) {
    return new Call(List.of(ViewKeys.of(view).pages()), List.of(arguments));
  }

  private <T> T one(
      Script script, Call call, Function<List<String>, T> meaning, Function<Duration, T> away) {
    return run(script, List.of(call), meaning, away).getFirst();
  }

  /** What each of the calls gave; if one of them fails, so do all. */
  private <T> List<T> run(
      Script script,
      List<Call> calls,
      Function<List<String>, T> meaning,
      Function<Duration, T> unavailable) {
    return breaker.call(
        script,
        () ->
            link.run(script, calls, settings.connectTimeout(), settings.commandTimeout()).stream()
                .map(meaning)
                .toList(),
        retryAfter -> Collections.nCopies(calls.size(), unavailable.apply(retryAfter)));
  }

  @Override
  public List<EvictionResult> evictAll(List<Eviction> evictions) {
    List<EvictionResult> results = new ArrayList<>();
    for (Eviction eviction : evictions) {
      List<ViewName> views = List.copyOf(eviction.views());
      try {
        results.add(Replies.evicted(views, delete(eviction)));
      } catch (CacheUnavailableException e) {
        results.add(new EvictionResult.Unavailable(e));
      }
    }
    return results;
  }

  @Override
  public void discard(ViewKey view) {
    var _ =
        delete(
            new Eviction(
                view.owner(),
                Collections.unmodifiableSortedSet(new java.util.TreeSet<>(List.of(view.view())))));
  }

  private List<String> delete(Eviction eviction) {
    List<String> keys =
        eviction.views().stream()
            .flatMap(view -> ViewKeys.of(eviction.owner(), view).all().stream())
            .toList();
    Duration timeout = settings.evictTimeout();
    try {
      return link.run(Script.EVICT, List.of(new Call(keys, List.of())), timeout, timeout)
          .getFirst();
    } catch (RedisException e) {
      throw new CacheUnavailableException("Redis did not confirm an eviction", e);
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
