package dev.freshet.invalidator.evictor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.freshet.domain.Event;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.viewcache.CacheAwayException;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.redis.RedisSettings;
import dev.freshet.viewcache.redis.RedisViewCache;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears Redis of the views that a change shows in. Invoked asynchronously by the bus: Lambda takes
 * the result to the purge queue, and a failure to the retry queue, so the function needs no way out
 * of the VPC.
 */
public final class ViewEvictor implements RequestHandler<ScheduledEvent, Map<String, Object>> {
  private static final Logger LOG = LoggerFactory.getLogger(ViewEvictor.class);

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
    this.evictions = new Evictions(cache, clock);
    this.metrics = metrics;
  }

  /**
   * Returns a {@link ViewsEvicted} event, as a map: Lambda writes the result with a mapper of its
   * own, which knows nothing of our types.
   */
  @Override
  public Map<String, Object> handleRequest(ScheduledEvent envelope, Context context) {
    try (Measurements measured = metrics.begin()) {
      var change = Json.readEvent(Json.write(envelope.getDetail()), UserDataChanged.class);
      measured.property("correlationId", change.metadata().correlationId());
      return asMap(evict(change, measured));
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

  private static void report(Event<ViewsEvicted> evicted, Measurements measured) {
    evicted.data().evictions().forEach(eviction -> measured.count(eviction.view(), "ViewsEvicted"));
    measured.duration(
        "CommitToEvicted",
        notNegative(
            Duration.between(evicted.metadata().committedAt(), evicted.data().evictedAt())));
    LOG.atInfo()
        .addKeyValue("correlationId", evicted.metadata().correlationId())
        .addKeyValue("owner", evicted.data().owner())
        .addKeyValue("views", evicted.data().evictions().size())
        .log("views evicted");
  }

  private static void logFailure(String script, Exception cause) {
    LOG.atWarn().addKeyValue("script", script).addKeyValue("cause", cause).log("redis failed");
  }

  /** Two clocks may differ by more than the eviction took. */
  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Event<ViewsEvicted> event) {
    return Json.convert(event, LinkedHashMap.class);
  }
}
