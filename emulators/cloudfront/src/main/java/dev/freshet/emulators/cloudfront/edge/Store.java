package dev.freshet.emulators.cloudfront.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * The objects of one point of presence, bounded by their size in bytes; rarely used ones go first.
 * Thread-safe.
 */
final class Store {
  private final Cache<CacheKey, StoredObject> objects;
  private final InFlightAtPurge inFlightAtPurge;
  private final Set<Flight> flights = ConcurrentHashMap.newKeySet();

  Store(long bytes, InFlightAtPurge inFlightAtPurge) {
    this.inFlightAtPurge = inFlightAtPurge;
    this.objects =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .<CacheKey, StoredObject>weigher((key, object) -> object.weight())
            .executor(Runnable::run)
            .build();
  }

  private Optional<StoredObject> get(CacheKey key) {
    return Optional.ofNullable(objects.getIfPresent(key));
  }

  /** What the exchange may be answered with, fresh or not. */
  Optional<StoredObject> find(Exchange exchange, Instant now) {
    return get(keyFor(exchange, now));
  }

  /** A HEAD is answered from the object of a GET, unless only one of its own is fresh. */
  CacheKey keyFor(Exchange exchange, Instant now) {
    CacheKey own = exchange.key();
    CacheKey get = own.forMethod("GET");
    boolean freshGet = get(get).filter(object -> object.freshAt(now)).isPresent();
    boolean onlyGet = get(own).isEmpty() && get(get).isPresent();
    boolean shared = exchange.request().isHead() && (freshGet || onlyGet);
    return shared ? get : own;
  }

  void remove(CacheKey key) {
    objects.invalidate(key);
  }

  /** To be opened before the origin is asked, so that a purge meanwhile is noticed. */
  Flight takeOff() {
    Flight flight = new Flight();
    flights.add(flight);
    return flight;
  }

  /**
   * Removes the objects that match.
   *
   * @return how many there were.
   */
  synchronized int purge(BiPredicate<CacheKey, StoredObject> doomed) {
    flights.forEach(flight -> flight.purges.add(doomed));
    List<CacheKey> found =
        objects.asMap().entrySet().stream()
            .filter(entry -> doomed.test(entry.getKey(), entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    objects.invalidateAll(found);
    return found.size();
  }

  List<EdgeCopy> copies(String location) {
    return objects.asMap().entrySet().stream()
        .map(entry -> copy(location, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static EdgeCopy copy(String location, CacheKey key, StoredObject object) {
    return new EdgeCopy(location, key.target(), object.tags(), object.stored(), object.expires());
  }

  long size() {
    objects.cleanUp();
    return objects.estimatedSize();
  }

  private synchronized void put(CacheKey key, StoredObject object, Flight flight) {
    boolean purgedMeanwhile = flight.purges.stream().anyMatch(each -> each.test(key, object));
    if (purgedMeanwhile && inFlightAtPurge == InFlightAtPurge.DISCARDED) {
      return;
    }
    objects.put(key, object);
  }

  /** One question to the origin, from before it is asked until its answer is stored. */
  final class Flight implements AutoCloseable {
    private final List<BiPredicate<CacheKey, StoredObject>> purges = new ArrayList<>();

    void put(CacheKey key, StoredObject object) {
      Store.this.put(key, object, this);
    }

    @Override
    public void close() {
      flights.remove(this);
    }
  }
}
