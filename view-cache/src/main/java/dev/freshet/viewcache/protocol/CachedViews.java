package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.CacheAwayException;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.ViewCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Serves views by the freshness protocol. Blocks for at most two calls of the cache and one load,
 * or three calls where another owner's page is found. Thread-safe.
 */
public final class CachedViews {
  private final ViewCache cache;
  private final FreshnessProtocol protocol;
  private final InstantSource clock;
  private final Supplier<Fence> fences;

  public CachedViews(
      ViewCache cache, ProtocolTimes times, InstantSource clock, DecisionListener listener) {
    this(cache, new FreshnessProtocol(times, listener), clock, Fence::random);
  }

  /** For tests that need to know the fences. */
  CachedViews(
      ViewCache cache, FreshnessProtocol protocol, InstantSource clock, Supplier<Fence> fences) {
    this.cache = cache;
    this.protocol = protocol;
    this.clock = clock;
    this.fences = fences;
  }

  /** Answers from the cache, or from the loader, whose exceptions pass through. */
  public ServedView serve(ViewRequest request, ViewLoader loader) {
    return new Run(loader).from(protocol.begin(request, clock.instant()));
  }

  /** One read on its way: does what the steps say, and measures. */
  private final class Run {
    private final ViewLoader loader;
    private Duration cacheTime = Duration.ZERO;
    private Duration loadTime = Duration.ZERO;

    Run(ViewLoader loader) {
      this.loader = loader;
    }

    ServedView from(Step step) {
      return switch (step) {
        case ReadStep read -> from(read(read));
        case LoadStep load -> from(load(load));
        case FillStep fill -> from(fill(fill));
        case DiscardStep discard -> from(discard(discard));
        case Answer answer -> served(answer);
      };
    }

    private Step read(ReadStep step) {
      Instant start = clock.instant();
      Lookup found = cache.read(step.key(), step.notBefore(), step.edgeUntil(), fences.get());
      return step.found(found, cacheDoneSince(start));
    }

    private Step load(LoadStep step) {
      Instant start = clock.instant();
      LoadedView loaded = loader.load();
      Instant now = clock.instant();
      loadTime = Duration.between(start, now);
      return step.loaded(loaded, start, now);
    }

    private Step fill(FillStep step) {
      Instant start = clock.instant();
      FillResult result =
          cache.fill(step.key(), step.fence(), step.page(), step.timeToLive(), step.edgeUntil());
      return step.filled(result, cacheDoneSince(start));
    }

    private Step discard(DiscardStep step) {
      Instant start = clock.instant();
      try {
        cache.discard(step.owner(), step.view());
      } catch (CacheAwayException _) {
        cacheDoneSince(start);
        return step.away();
      }
      cacheDoneSince(start);
      return step.discarded();
    }

    private Instant cacheDoneSince(Instant start) {
      Instant now = clock.instant();
      cacheTime = cacheTime.plus(Duration.between(start, now));
      return now;
    }

    private ServedView served(Answer answer) {
      return new ServedView(
          answer.page().body(),
          answer.page().etag(),
          answer.page().loadedAt(),
          answer.source(),
          answer.edge(),
          cacheTime,
          loadTime);
    }
  }
}
