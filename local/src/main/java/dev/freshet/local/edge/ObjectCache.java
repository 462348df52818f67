package dev.freshet.local.edge;

import dev.freshet.local.cloudfront.CacheBehavior;
import dev.freshet.local.cloudfront.Distribution;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How one point of presence answers what may be answered from its store: lookup, collapsing of
 * simultaneous requests, the question to the origin, storing. Thread-safe; blocks for as long as
 * the origin takes.
 */
final class ObjectCache {
  /** What describes the stored body and must not change without it. */
  private static final Set<String> REPRESENTATION =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-range",
          "content-type",
          "etag",
          "transfer-encoding",
          "vary");

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

  /** A request with its behavior and the way to the origin. */
  record Exchange(
      ViewerRequest request, CacheBehavior behavior, OriginRequest toOrigin, OriginCall origin) {
    CacheKey key() {
      return CacheKey.of(request, behavior.cachePolicy());
    }
  }

  /** Asks the origin. */
  interface OriginCall {
    Answer ask(OriginRequest request);
  }

  Served serve(Exchange exchange) {
    return fresh(exchange)
        .orElseGet(() -> collapses(exchange) ? collapsed(exchange) : load(exchange));
  }

  private Optional<Served> fresh(Exchange exchange) {
    Instant now = clock.instant();
    return held(exchange)
        .filter(object -> object.freshAt(now))
        .map(object -> Served.fromStore(object, object.ageAt(now)));
  }

  /** A HEAD is answered from the object of a GET, if there is one. */
  private Optional<StoredObject> held(Exchange exchange) {
    return store.get(heldUnder(exchange));
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
        && !exchange.toOrigin().headers().has("Cookie")
        && !exchange.request().headers().has("Range");
  }

  private Served collapsed(Exchange exchange) {
    CompletableFuture<Optional<StoredObject>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<StoredObject>> theirs = inFlight.putIfAbsent(exchange.key(), mine);
    return theirs == null ? lead(exchange, mine) : follow(exchange, theirs);
  }

  private Served lead(Exchange exchange, CompletableFuture<Optional<StoredObject>> mine) {
    try {
      return fresh(exchange).orElseGet(() -> load(exchange, mine));
    } finally {
      inFlight.remove(exchange.key(), mine);
      mine.complete(Optional.empty());
    }
  }

  /** Takes the leader's object; where that was not for sharing, asks the origin itself. */
  private Served follow(Exchange exchange, CompletableFuture<Optional<StoredObject>> theirs) {
    Optional<StoredObject> shared = theirs.join();
    Instant now = clock.instant();
    return shared
        .filter(object -> object.freshAt(now))
        .map(object -> Served.fromStore(object, object.ageAt(now)))
        .orElseGet(() -> load(exchange));
  }

  private Served load(Exchange exchange) {
    return load(exchange, new CompletableFuture<>());
  }

  private Served load(Exchange exchange, CompletableFuture<Optional<StoredObject>> result) {
    try (Store.Flight flight = store.takeOff()) {
      Optional<StoredObject> stale = held(exchange).filter(each -> !each.answer().isError());
      return stale.isPresent()
          ? revalidate(exchange, stale.get(), flight, result)
          : fetch(exchange, exchange.toOrigin(), flight, result);
    }
  }

  private Served fetch(
      Exchange exchange,
      OriginRequest request,
      Store.Flight flight,
      CompletableFuture<Optional<StoredObject>> result) {
    return taken(exchange, exchange.origin().ask(request), flight, result);
  }

  private Served taken(
      Exchange exchange,
      Answer raw,
      Store.Flight flight,
      CompletableFuture<Optional<StoredObject>> result) {
    Answer answer = Compression.of(raw, exchange.request(), exchange.behavior());
    Instant now = clock.instant();
    Optional<StoredObject> object =
        Lifetime.of(answer, exchange.behavior().cachePolicy(), distribution, now)
            .map(lifetime -> stored(answer, lifetime, now));
    object.ifPresent(each -> flight.put(exchange.key(), each));
    result.complete(object);
    return Served.fromOrigin(answer);
  }

  /**
   * Asks whether the expired copy is still good. An origin that fails leaves the copy in service
   * for the error caching time; any other answer takes its place.
   */
  private Served revalidate(
      Exchange exchange,
      StoredObject stale,
      Store.Flight flight,
      CompletableFuture<Optional<StoredObject>> result) {
    Answer answer = exchange.origin().ask(exchange.toOrigin().revalidating(stale));
    Instant now = clock.instant();
    if (answer.status() == 304) {
      return refreshed(exchange, confirmed(stale, answer), flight, result);
    }
    if (answer.isServerError() && stale.standsInAt(now)) {
      Duration quiet = distribution.errorCachingMinTtl(answer.status());
      return kept(exchange, stale.quietUntil(now.plus(quiet)), flight, result);
    }
    return taken(exchange, answer, flight, result);
  }

  private Served refreshed(
      Exchange exchange,
      Answer answer,
      Store.Flight flight,
      CompletableFuture<Optional<StoredObject>> result) {
    Instant now = clock.instant();
    Optional<Duration> lifetime =
        Lifetime.of(answer, exchange.behavior().cachePolicy(), distribution, now);
    StoredObject object = stored(answer, lifetime.orElse(Duration.ZERO), now);
    if (lifetime.isPresent()) {
      return kept(exchange, object, flight, result);
    }
    store.remove(heldUnder(exchange));
    return Served.refreshed(object, object.ageAt(now));
  }

  private Served kept(
      Exchange exchange,
      StoredObject object,
      Store.Flight flight,
      CompletableFuture<Optional<StoredObject>> result) {
    flight.put(heldUnder(exchange), object);
    result.complete(Optional.of(object));
    return Served.refreshed(object, object.ageAt(clock.instant()));
  }

  private CacheKey heldUnder(Exchange exchange) {
    CacheKey key = exchange.key();
    if (!exchange.request().isHead()) {
      return key;
    }
    CacheKey get = key.forMethod("GET");
    Instant now = clock.instant();
    boolean fromGet =
        store.get(get).filter(object -> object.freshAt(now)).isPresent()
            || store.get(key).isEmpty();
    return fromGet && store.get(get).isPresent() ? get : key;
  }

  /** The stored body with the confirmation's headers: RFC 9111, section 4.3.4. */
  private static Answer confirmed(StoredObject stale, Answer confirmation) {
    Headers news =
        confirmation.headers().where(each -> !REPRESENTATION.contains(each.lowerCaseName()));
    Headers old = stale.answer().headers().without("Age").where(each -> !news.has(each.name()));
    List<Headers.Header> merged = new ArrayList<>(old.entries());
    merged.addAll(news.entries());
    return stale.answer().withHeaders(new Headers(merged));
  }

  private StoredObject stored(Answer answer, Duration lifetime, Instant now) {
    Instant expires = now.plus(lifetime);
    Instant staleUntil =
        CacheControl.of(answer.headers()).staleIfError().map(expires::plus).orElse(Instant.MAX);
    return new StoredObject(
        answer,
        CacheTags.of(answer, distribution),
        now,
        Lifetime.age(answer.headers()),
        expires,
        staleUntil,
        Instant.MIN);
  }
}
