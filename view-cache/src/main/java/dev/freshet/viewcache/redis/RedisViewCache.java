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
import dev.freshet.viewcache.redis.RedisLink.Outcome;
import dev.freshet.viewcache.redis.RedisSettings.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The cache in Redis 6.2 or newer, or Valkey; one server or a cluster. Every call is one script, or
 * one for each of several reads, fills or evictions, and one round trip. While a server is silent,
 * the calls that need it fail at once, but for a probe now and then. Thread-safe; a call blocks for
 * no longer than the timeouts in {@link RedisSettings}, and creating one does not block.
 */
public final class RedisViewCache implements ViewCache {
  private final RedisSettings settings;
  private final RedisLink link;

  private RedisViewCache(RedisSettings settings, RedisLink link) {
    this.settings = settings;
    this.link = link;
  }

  /** Begins to connect. Whether Redis is available shows at the first call. */
  public static RedisViewCache open(RedisSettings settings, RedisFailureListener failures) {
    return new RedisViewCache(settings, RedisLink.open(settings, InstantSource.system(), failures));
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
    Timeouts timeouts = settings.timeouts();
    try {
      return link.run(script, calls, timeouts.connect(), timeouts.command()).stream()
          .map(meaning)
          .toList();
    } catch (JedisException _) { // the listener was told
      return Collections.nCopies(calls.size(), unavailable.apply(Breaker.PROBE_EVERY));
    }
  }

  @Override
  public List<EvictionResult> evictAll(List<Eviction> evictions) {
    Timeouts timeouts = settings.timeouts();
    List<Call> calls = evictions.stream().map(RedisViewCache::call).toList();
    List<Outcome> outcomes =
        link.runEach(Script.EVICT, calls, timeouts.evictConnect(), timeouts.evict());
    List<EvictionResult> results = new ArrayList<>();
    for (int i = 0; i < evictions.size(); i++) {
      results.add(result(List.copyOf(evictions.get(i).views()), outcomes.get(i)));
    }
    return results;
  }

  private static Call call(Eviction eviction) {
    return new Call(
        eviction.views().stream()
            .flatMap(view -> ViewKeys.of(eviction.owner(), view).all().stream())
            .toList(),
        List.of());
  }

  private static EvictionResult result(List<ViewName> views, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Replied(List<String> reply) -> Replies.evicted(views, reply);
      case Outcome.Failed(JedisException cause) ->
          new EvictionResult.Unavailable(
              new CacheUnavailableException("Redis did not confirm an eviction", cause));
    };
  }

  @Override
  public void discard(ViewKey view) {
    Eviction eviction = new Eviction(view.owner(), new TreeSet<>(List.of(view.view())));
    switch (evictAll(List.of(eviction)).getFirst()) {
      case EvictionResult.Evicted _ -> {}
      case EvictionResult.Unavailable(CacheUnavailableException cause) -> throw cause;
    }
  }

  private static String millis(Instant time) {
    return Long.toString(time.toEpochMilli());
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  @Override
  public void disconnect() {
    link.disconnect();
  }

  @Override
  public void close() {
    link.close();
  }
}
