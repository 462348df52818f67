package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.ViewCache;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Serves views by the freshness protocol. Blocks for at most two calls of the cache and one load,
 * or three calls where another owner's page is found. Thread-safe.
 */
public final class CachedViews {
  private final ViewCache cache;
  private final FreshnessProtocol protocol;
  private final InstantSource clock;
  private final Tokens tokens;

  public CachedViews(
      ViewCache cache, ProtocolTimes times, InstantSource clock, DecisionListener listener) {
    this(cache, new FreshnessProtocol(times, listener), clock, Tokens.RANDOM);
  }

  /** For tests that need to know the tokens. */
  CachedViews(ViewCache cache, FreshnessProtocol protocol, InstantSource clock, Tokens tokens) {
    this.cache = cache;
    this.protocol = protocol;
    this.clock = clock;
    this.tokens = tokens;
  }

  /** Answers from the cache or by the loader. Exceptions of the loader are rethrown. */
  public ServedView serve(ViewRequest request, Supplier<LoadedView> loader) {
    return serveAll(List.of(request), _ -> List.of(loader.get())).getFirst();
  }

  /**
   * Answers several requests with as many calls as one request takes. Each is answered from the
   * cache or by the loader, which loads all missing pages in one call. Exceptions of the loader are
   * rethrown.
   */
  public List<ServedView> serveAll(List<ViewRequest> requests, ViewLoader loader) {
    Instant now = clock.instant();
    List<Reading> readings =
        requests.stream()
            .map(request -> new Reading(request, protocol.begin(request, now)))
            .toList();
    new Readings(readings, cache, clock).carryOut(tokens, loader);
    return readings.stream().map(Reading::served).toList();
  }
}
