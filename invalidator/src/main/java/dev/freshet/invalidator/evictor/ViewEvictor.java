package dev.freshet.invalidator.evictor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.freshet.domain.Event;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.viewcache.CacheAwayException;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.redis.RedisSettings;
import dev.freshet.viewcache.redis.RedisViewCache;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears Redis of the views that a change shows in. Invoked asynchronously by the bus: Lambda takes
 * the result to the purge queue, and a failure to the retry queue, so the function needs no way out
 * of the VPC. It reads and writes JSON itself: Lambda's mapper knows nothing of our types, and
 * reading everything twice would be half of the function's work.
 */
public final class ViewEvictor implements RequestStreamHandler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ViewEvictor.class);

  private final ViewCache cache;
  private final Evictions evictions;
  private final Metrics metrics;

  /** For Lambda. */
  public ViewEvictor() {
    this(System.getenv(), Clock.systemUTC());
  }

  ViewEvictor(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private ViewEvictor(Settings settings, InstantSource clock) {
    this(
        RedisViewCache.open(
            RedisSettings.of(
                settings.uri("REDIS_URL", "redis", "rediss").toString(),
                settings.flag("REDIS_CLUSTER")),
            ViewEvictor::logFailure),
        Metrics.of(settings, ViewEvictor.class, clock),
        clock);
  }

  ViewEvictor(ViewCache cache, Metrics metrics, InstantSource clock) {
    this.cache = cache;
    this.evictions = new Evictions(cache, clock);
    this.metrics = metrics;
  }

  /** Takes a {@link UserDataChanged} as the bus delivers it, and answers {@link ViewsEvicted}. */
  @Override
  public void handleRequest(InputStream delivered, OutputStream result, Context context)
      throws IOException {
    try (Measurements measured = metrics.begin()) {
      String json = new String(delivered.readAllBytes(), StandardCharsets.UTF_8);
      var change = Json.readDelivered(json, UserDataChanged.class);
      measured.property("correlationId", change.metadata().correlationId());
      Event<ViewsEvicted> evicted = evict(change, measured);
      result.write(Json.write(evicted).getBytes(StandardCharsets.UTF_8));
    }
  }

  private Event<ViewsEvicted> evict(Event<UserDataChanged> change, Measurements measured) {
    try {
      Event<ViewsEvicted> evicted = evictions.apply(change);
      report(evicted, measured);
      return evicted;
    } catch (CacheAwayException away) {
      measured.count("EvictionsPutOff");
      throw away;
    }
  }

  /** In one line for all views: this is the function that runs most often. */
  private static void report(Event<ViewsEvicted> evicted, Measurements measured) {
    List<ViewName> views = evicted.data().evictions().stream().map(Eviction::view).toList();
    measured.property("owner", evicted.data().owner().text());
    measured.property(
        "views", views.stream().map(ViewName::value).collect(Collectors.joining(" ")));
    measured.count("ViewsEvicted", views.size());
    measured.duration(
        "CommitToEvicted",
        notNegative(
            Duration.between(evicted.metadata().committedAt(), evicted.data().evictedAt())));
  }

  /** Closes the connection to Redis. */
  @Override
  public void close() {
    cache.close();
  }

  private static void logFailure(String script, Exception cause) {
    LOG.atWarn().addKeyValue("script", script).addKeyValue("cause", cause).log("redis failed");
  }

  /** Two clocks may differ by more than the eviction took. */
  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
