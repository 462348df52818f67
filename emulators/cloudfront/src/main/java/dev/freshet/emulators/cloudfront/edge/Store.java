package dev.freshet.emulators.cloudfront.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one point of presence, bounded by their size in bytes; rarely used ones go first.
 * Thread-safe.
 */
final class Store {
  private final Cache<CacheKey, StoredObject> objects;
  private final TagIndex tags = new TagIndex();
  private final InFlightAtPurge inFlightAtPurge;
  private final Set<Flight> flights = ConcurrentHashMap.newKeySet();

  Store(long bytes, InFlightAtPurge inFlightAtPurge) {
    this.inFlightAtPurge = inFlightAtPurge;
    this.objects =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .<CacheKey, StoredObject>weigher((key, object) -> object.weight())
            .executor(Runnable::run)
            .evictionListener(this::evicted)
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

  synchronized void remove(CacheKey key) {
    StoredObject removed = objects.asMap().remove(key);
    if (removed != null) {
      tags.remove(key, removed);
    }
  }

  /** As one step with the removal, so that no later object of the key is lost from the tags. */
  private void evicted(@Nullable CacheKey key, @Nullable StoredObject object, RemovalCause cause) {
    if (key != null && object != null) {
      tags.remove(key, object);
    }
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
  synchronized int purge(Purge doomed) {
    flights.forEach(flight -> flight.purges.add(doomed));
    Set<CacheKey> candidates =
        doomed.namesPaths() ? objects.asMap().keySet() : tags.keysOf(doomed.tags());
    int purged = 0;
    for (CacheKey key : candidates) {
      StoredObject object = objects.getIfPresent(key);
      if (object != null && doomed.test(key, object)) {
        remove(key);
        purged++;
      }
    }
    return purged;
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
    StoredObject before = objects.asMap().put(key, object);
    if (before != null) {
      tags.remove(key, before);
    }
    tags.add(key, object);
  }

  /** One question to the origin, from before it is asked until its answer is stored. */
  final class Flight implements AutoCloseable {
    private final List<Purge> purges = new ArrayList<>();

    void put(CacheKey key, StoredObject object) {
      Store.this.put(key, object, this);
    }

    @Override
    public void close() {
      flights.remove(this);
    }
  }
}
