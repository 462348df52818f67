package dev.freshet.bench.pipeline;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewCache.Eviction;
import dev.freshet.viewcache.ViewCache.Fill;
import dev.freshet.viewcache.ViewCache.Read;
import dev.freshet.viewcache.redis.RedisSettings;
import dev.freshet.viewcache.redis.RedisViewCache;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/**
 * Many users in one Redis, each with a page of followed users and a card, who all follow one user.
 * Not thread-safe.
 */
final class Followers implements AutoCloseable {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int TOGETHER = 250;
  private static final UserId STAR = new UserId("star");
  private static final View PAGE = ViewCatalogue.FOLLOWING_PAGE;
  private static final View CARD = ViewCatalogue.CARD;

  private final InstantSource clock = Clock.systemUTC();
  private final SplittableRandom random = new SplittableRandom(1);
  private final ViewCache cache;
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> redis;
  private final long empty;
  private int users;

  /**
   * Medians.
   *
   * @param scriptsByRename number of scripts that Redis runs for one rename
   */
  record Costs(
      double readMillis,
      double evictMillis,
      double renameMillis,
      long scriptsByRename,
      double bytes) {}

  Followers(URI server) {
    RedisSettings settings = RedisSettings.of(server.toString(), false);
    cache =
        RedisViewCache.open(
            settings.withTimeouts(Duration.ofSeconds(10)),
            (script, cause) -> {
              throw new IllegalStateException(script, cause);
            });
    client = RedisClient.create(server.toString());
    redis = client.connect();
    empty = memory();
    fill(List.of(key(STAR, CARD)));
  }

  /** Adds users up to this number. */
  void grow(int to) {
    List<PageKey> keys = new ArrayList<>();
    while (users < to) {
      UserId user = user(users);
      keys.add(key(user, PAGE));
      keys.add(key(user, CARD));
      users++;
      if (keys.size() >= TOGETHER || users == to) {
        fill(keys);
        keys.clear();
      }
    }
  }

  /**
   * Reads, evicts and renames.
   *
   * @param calls of each, after as many untimed ones
   */
  Costs measure(int calls) {
    Histogram reads = new Histogram(3);
    Histogram evictions = new Histogram(3);
    Histogram renames = new Histogram(3);
    double bytes = (double) (memory() - empty) / users;
    for (int call = 0; call < 2 * calls; call++) {
      boolean counts = call >= calls;
      UserId user = user(random.nextInt(users));
      time(counts, reads, () -> read(user));
      time(counts, evictions, () -> evict(user));
      fill(List.of(key(user, PAGE), key(user, CARD)));
      time(counts, renames, () -> evict(STAR));
      fill(List.of(key(STAR, CARD)));
    }
    long before = scripts();
    evict(STAR);
    long scripts = scripts() - before;
    fill(List.of(key(STAR, CARD)));
    return new Costs(millis(reads), millis(evictions), millis(renames), scripts, bytes);
  }

  private static void time(boolean counts, Histogram histogram, Runnable call) {
    long began = System.nanoTime();
    call.run();
    if (counts) {
      histogram.recordValue(System.nanoTime() - began);
    }
  }

  private static double millis(Histogram histogram) {
    return histogram.getValueAtPercentile(50) / 1e6;
  }

  /** Reads the page, then its cards, like a read function. */
  private void read(UserId user) {
    hit(key(user, PAGE));
    hit(key(STAR, CARD));
  }

  private void hit(PageKey key) {
    Lookup found = lookups(List.of(key)).getFirst();
    if (!(found instanceof Lookup.Hit)) {
      throw new IllegalStateException(key + " is not in the cache: " + found);
    }
  }

  private List<Lookup> lookups(List<PageKey> keys) {
    return cache.readAll(
        keys.stream()
            .map(key -> new Read(key, ViewCache.ANY_AGE, null, Instant.EPOCH, Fence.random()))
            .toList());
  }

  private void evict(UserId user) {
    TreeSet<ViewName> views = new TreeSet<>(List.of(PAGE.name(), CARD.name()));
    EvictionResult result = cache.evictAll(List.of(new Eviction(Owner.of(user), views))).getFirst();
    if (!(result instanceof EvictionResult.Evicted)) {
      throw new IllegalStateException("not evicted: " + result);
    }
  }

  private void fill(List<PageKey> keys) {
    List<Lookup> lookups = lookups(keys);
    List<Fill> fills = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (lookups.get(i) instanceof Lookup.Miss(Fence fence)) {
        fills.add(new Fill(keys.get(i), fence, Generation.random(), page(keys.get(i)), HOUR));
      }
    }
    for (FillResult result : cache.fillAll(fills)) {
      if (!(result instanceof FillResult.Stored)) {
        throw new IllegalStateException("not stored: " + result);
      }
    }
  }

  private Envelope page(PageKey key) {
    return new Envelope(key.owner(), clock.instant(), "\"1\"", "{\"users\":[\"" + STAR + "\"]}");
  }

  private static PageKey key(UserId user, View view) {
    return new PageKey(Owner.of(user), view.name(), "");
  }

  private static UserId user(int number) {
    return new UserId("user" + number);
  }

  private long memory() {
    return info("memory", "used_memory:");
  }

  private long scripts() {
    return info("commandstats", "cmdstat_evalsha:calls=");
  }

  /** The integer after this text. */
  private long info(String section, String text) {
    return redis
        .sync()
        .info(section)
        .lines()
        .filter(line -> line.startsWith(text))
        .mapToLong(
            line -> Long.parseLong(line.substring(text.length()).replaceFirst("[^0-9].*", "")))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    cache.close();
    redis.close();
    client.shutdown();
  }
}
