package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class StoreTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final EdgeResponse ANSWER =
      new EdgeResponse(200, EdgeHeaders.NONE, ContentBody.EMPTY);
  private static final int WEIGHT = 512;

  @Test
  void aTagNamesTheObjectsThatCarryItNow() {
    Store store = new Store(1_000 * WEIGHT, InFlightAtPurge.STORED);
    put(store, 1, "a", "b");
    put(store, 2, "b");
    put(store, 1, "a");

    assertThat(store.purge(new Purge(List.of("#B")))).isEqualTo(1);
    assertThat(store.purge(new Purge(List.of("#b")))).isZero();
    assertThat(store.purge(new Purge(List.of("#a", "/page")))).isEqualTo(1);
  }

  @Test
  void noObjectOutlivesThePurgeOfItsTagWhileOthersAreDisplacedAndReplaced() throws Exception {
    Store store = new Store(50 * WEIGHT, InFlightAtPurge.STORED);
    try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
      for (int writer = 0; writer < 4; writer++) {
        writers.execute(() -> {
          for (int i = 0; i < 20_000; i++) {
            put(store, i * 7 % 200, "shared", "tag-" + i % 3);
          }
        });
      }
    }
    assertThat(store.size()).isPositive();

    store.purge(new Purge(List.of("#shared")));

    assertThat(store.copies("here")).isEmpty();
  }

  private static void put(Store store, int number, String... tags) {
    CacheKey key = new CacheKey("GET", "/page", "", Map.of("authorization", "" + number), "", "");
    try (Store.Flight flight = store.takeOff()) {
      flight.put(key, StoredObject.of(ANSWER, Set.of(tags), Duration.ofHours(1), NOW));
    }
  }
}
