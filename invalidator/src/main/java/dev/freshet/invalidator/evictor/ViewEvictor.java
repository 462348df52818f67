package dev.freshet.invalidator.evictor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.evictor.EvictionCall.OwnerViews;
import dev.freshet.invalidator.evictor.EvictionReply.Evicted;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.lambda.snapshot.SnapshotHook;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.redis.RedisSettings;
import dev.freshet.viewcache.redis.RedisViewCache;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears Redis of views, inside the VPC, from which it calls nothing else. Takes an {@link
 * EvictionCall} and answers an {@link EvictionReply}; it may be repeated at any time. It reads and
 * writes JSON itself, as Lambda's mapper knows nothing of our types.
 */
public final class ViewEvictor implements RequestStreamHandler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ViewEvictor.class);

  private final ViewCache cache;
  private final Duration clockSkew;
  private final Metrics metrics;
  private final InstantSource clock;

  @SuppressWarnings("UnusedVariable") // the runtime holds it weakly
  private final SnapshotHook snapshotHook;

  /** For Lambda. */
  public ViewEvictor() {
    this(System.getenv(), Clock.systemUTC());
  }

  ViewEvictor(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private ViewEvictor(Settings settings, InstantSource clock) {
    this(
        RedisViewCache.open(RedisSettings.of(settings::find, clock), ViewEvictor::logFailure),
        settings.millis("CLOCK_SKEW_MS"),
        Metrics.of(settings, ViewEvictor.class, clock),
        clock);
  }

  ViewEvictor(ViewCache cache, Duration clockSkew, Metrics metrics, InstantSource clock) {
    this.cache = cache;
    this.clockSkew = clockSkew;
    this.metrics = metrics;
    this.clock = clock;
    this.snapshotHook = SnapshotHook.register(this::beforeSnapshot);
  }

  /** Evicts a view of a user without data, so that the first call finds all classes loaded. */
  private void beforeSnapshot() {
    SortedSet<ViewName> views = new TreeSet<>(List.of(ViewCatalogue.DASHBOARD.name()));
    Owner owner = Owner.of(new UserId("snapshot"));
    var _ = cache.evictAll(List.of(new ViewCache.Eviction(owner, views)));
    cache.disconnect();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    try (Measurements measured = metrics.begin()) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      EvictionCall call = Json.read(json, EvictionCall.class);
      try (var _ = measured.about(call.causes())) {
        EvictionReply reply = evict(call, measured);
        out.write(Json.write(reply).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private EvictionReply evict(EvictionCall call, Measurements measured) {
    Instant before = clock.instant();
    List<EvictionResult> results = cache.evictAll(evictions(call));
    Instant after = clock.instant();
    List<Evicted> evicted = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      OwnerViews asked = call.evictions().get(i);
      switch (results.get(i)) {
        case EvictionResult.Evicted done -> {
          measured.count("ViewsEvicted", asked.views().size());
          evicted.add(evicted(asked, done, isOutside(done.at(), before, after)));
          LOG.atInfo()
              .addKeyValue("owner", asked.owner())
              .addKeyValue("views", asked.views())
              .log("evicted");
        }
        case EvictionResult.Unavailable(var cause) -> {
          measured.count("EvictionsFailed");
          LOG.atWarn().addKeyValue("owner", asked.owner()).setCause(cause).log("not evicted");
        }
      }
    }
    measured.count(
        "EvictionsClocksApart",
        Math.toIntExact(evicted.stream().filter(Evicted::clocksApart).count()));
    return new EvictionReply(evicted);
  }

  private static List<ViewCache.Eviction> evictions(EvictionCall call) {
    return call.evictions().stream()
        .map(asked -> new ViewCache.Eviction(asked.owner(), asked.views()))
        .toList();
  }

  private static Evicted evicted(
      OwnerViews asked, EvictionResult.Evicted done, boolean clocksApart) {
    return new Evicted(
        asked.owner(),
        done.at(),
        done.found().entrySet().stream()
            .map(found -> new ViewsEvicted.Eviction(found.getKey(), found.getValue()))
            .toList(),
        clocksApart);
  }

  /** Whether the cache's time cannot be between these two, by clocks that agree. */
  private boolean isOutside(Instant at, Instant before, Instant after) {
    return at.isBefore(before.minus(clockSkew)) || at.isAfter(after.plus(clockSkew));
  }

  /** Closes the connection to Redis. */
  @Override
  public void close() {
    cache.close();
  }

  private static void logFailure(String script, Exception cause) {
    LOG.atWarn().addKeyValue("script", script).setCause(cause).log("redis failed");
  }
}
