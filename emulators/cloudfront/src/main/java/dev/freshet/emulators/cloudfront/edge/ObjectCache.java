package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.Distribution;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How one point of presence answers what may be answered from its store: lookup, collapsing of
 * simultaneous requests, and otherwise {@link Load}. Thread-safe; blocks for as long as the origin
 * takes.
 */
final class ObjectCache {
  private final Distribution distribution;
  private final Store store;
  private final InstantSource clock;
  private final Map<CacheKey, CompletableFuture<Optional<StoredObject>>> inFlight =
      new ConcurrentHashMap<>();

  ObjectCache(Distribution distribution, Store store, InstantSource clock) {
    this.distribution = distribution;
    this.store = store;
    this.clock = clock;
  }

  Served serve(Exchange exchange) {
    Optional<Served> stored = served(store.find(exchange, clock.instant()));
    if (stored.isPresent()) {
      return stored.get();
    }
    return collapses(exchange) ? collapsed(exchange) : load(exchange).served();
  }

  /** From the store, if the object is still fresh. */
  private Optional<Served> served(Optional<StoredObject> object) {
    return object
        .filter(each -> each.freshAt(clock.instant()))
        .map(each -> Served.fromStore(each, each.ageAt(clock.instant())));
  }

  /**
   * Not where cookies reach the origin, and not where caching is disabled.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-traffic-spikes">Simultaneous
   *     requests for the same object (request collapsing)</a>
   */
  private static boolean collapses(Exchange exchange) {
    return !exchange.behavior().cachePolicy().cachingDisabled()
        && !exchange.toOrigin().headers().has("Cookie");
  }

  private Served collapsed(Exchange exchange) {
    CompletableFuture<Optional<StoredObject>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<StoredObject>> theirs = inFlight.putIfAbsent(exchange.key(), mine);
    return theirs == null ? lead(exchange, mine) : follow(exchange, theirs);
  }

  /** Looks again first: another leader may have come and gone since this request looked. */
  private Served lead(Exchange exchange, CompletableFuture<Optional<StoredObject>> mine) {
    try {
      Optional<StoredObject> found = store.find(exchange, clock.instant());
      Optional<Served> stored = served(found);
      if (stored.isPresent()) {
        mine.complete(found);
        return stored.get();
      }
      Load.Loaded loaded = load(exchange);
      mine.complete(loaded.object());
      return loaded.served();
    } finally {
      inFlight.remove(exchange.key(), mine);
      mine.complete(Optional.empty());
    }
  }

  /** Takes the leader's object; where that was not for sharing, asks the origin itself. */
  private Served follow(Exchange exchange, CompletableFuture<Optional<StoredObject>> theirs) {
    return served(theirs.join()).orElseGet(() -> load(exchange).served());
  }

  private Load.Loaded load(Exchange exchange) {
    try (Store.Flight flight = store.takeOff()) {
      return new Load(exchange, distribution, store, flight, clock).run();
    }
  }
}
