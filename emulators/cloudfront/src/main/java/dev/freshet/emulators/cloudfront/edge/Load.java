package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.Distribution;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One request to the origin. Its answer becomes a stored object, confirms the stored one, or is not
 * stored.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustomConditionalGETs">Conditional
 *     requests</a>
 */
final class Load {
  private final Exchange exchange;
  private final Distribution distribution;
  private final Store store;
  private final Store.Flight flight;
  private final InstantSource clock;

  Load(
      Exchange exchange,
      Distribution distribution,
      Store store,
      Store.Flight flight,
      InstantSource clock) {
    this.exchange = exchange;
    this.distribution = distribution;
    this.store = store;
    this.flight = flight;
    this.clock = clock;
  }

  /**
   * The outcome.
   *
   * @param object what the waiting requests for the same object may have too.
   */
  record Loaded(Served served, Optional<StoredObject> object) {}

  Loaded run() {
    return store
        .find(exchange, clock.instant())
        .filter(held -> !held.answer().isError())
        .map(this::revalidated)
        .orElseGet(() -> taken(exchange.ask(UnaryOperator.identity())));
  }

  /**
   * Asks whether the expired copy is still good. An origin that fails leaves the copy in service
   * for the error caching time; any other answer takes its place.
   */
  private Loaded revalidated(StoredObject stale) {
    EdgeResponse answer = exchange.ask(request -> request.revalidating(stale));
    Instant now = clock.instant();
    if (answer.status() == 304) {
      return confirmed(Confirmation.of(stale.answer(), answer));
    }
    if (answer.isServerError() && stale.standsInAt(now)) {
      Duration quiet = distribution.errorCachingMinTtl(answer.status());
      return kept(stale.quietUntil(now.plus(quiet)));
    }
    return taken(answer);
  }

  private Loaded taken(EdgeResponse raw) {
    EdgeResponse answer = Compression.of(raw, exchange.request(), exchange.behavior());
    Optional<StoredObject> object = object(answer);
    object.ifPresent(each -> flight.put(exchange.key(), each));
    return new Loaded(Served.fromOrigin(answer), object);
  }

  private Loaded confirmed(EdgeResponse answer) {
    Optional<StoredObject> object = object(answer);
    if (object.isPresent()) {
      return kept(object.get());
    }
    store.remove(store.keyFor(exchange, clock.instant()));
    Served served = new Served(answer, Result.REFRESH_HIT, Optional.of(Duration.ZERO));
    return new Loaded(served, object);
  }

  private Loaded kept(StoredObject object) {
    Instant now = clock.instant();
    flight.put(store.keyFor(exchange, now), object);
    return new Loaded(Served.refreshed(object, object.ageAt(now)), Optional.of(object));
  }

  private Optional<StoredObject> object(EdgeResponse answer) {
    Instant now = clock.instant();
    return Lifetime.of(answer, exchange.behavior().cachePolicy(), distribution, now)
        .map(
            lifetime -> StoredObject.of(answer, CacheTags.of(answer, distribution), lifetime, now));
  }
}
