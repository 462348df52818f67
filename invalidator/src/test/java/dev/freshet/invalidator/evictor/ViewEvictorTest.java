package dev.freshet.invalidator.evictor;

import static dev.freshet.invalidator.evictor.ChangeEvents.changed;
import static dev.freshet.invalidator.evictor.ChangeEvents.detail;
import static dev.freshet.invalidator.evictor.ChangeEvents.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.Event;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.invalidator.EventSchemas;
import dev.freshet.invalidator.NoContext;
import dev.freshet.invalidator.Written;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.json.UnreadableJsonException;
import dev.freshet.viewcache.CacheAwayException;
import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Heat;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ViewEvictorTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:02Z");
  private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(5));
  private static final Owner ALICE = Owner.parse("u-alice");
  private static final Owner BOB = Owner.parse("u-bob");
  private static final ViewName ORDERS = new ViewName("orders");
  private static final ViewName DASHBOARD = new ViewName("dashboard");

  private final Written written = new Written();
  private final InMemoryViewCache cache = new InMemoryViewCache(InstantSource.fixed(NOW));
  private final ViewEvictor evictor = evictor(cache);

  @Nested
  class AChange {

    @Test
    void evictsAllViewsThatItNamesAndNobodyElses() {
      fill(ALICE, ORDERS);
      fill(ALICE, DASHBOARD);
      fill(BOB, ORDERS);

      evict(changed("k1", "u-alice", "dashboard", "orders"));

      assertThat(isCached(cache, ALICE, ORDERS)).isFalse();
      assertThat(isCached(cache, ALICE, DASHBOARD)).isFalse();
      assertThat(isCached(cache, BOB, ORDERS)).isTrue();
    }

    @Test
    void isReportedInOneLineWithItsOwnerAndItsViews() {
      evict(changed("k1", "u-alice", "dashboard", "orders"));

      assertThat(written.lines())
          .singleElement()
          .satisfies(line -> {
            assertThat(line.path("correlationId").asText()).isEqualTo("request-1");
            assertThat(line.path("owner").asText()).isEqualTo("u-alice");
            assertThat(line.path("views").asText()).isEqualTo("dashboard orders");
            assertThat(line.path("ViewsEvicted").asInt()).isEqualTo(2);
            assertThat(line.path("CommitToEvicted").asDouble()).isEqualTo(1_800);
          });
    }

    @Test
    void tellsWhatIsLeftAtTheEdgeAndCarriesTheMarksOfItsCauseOn() {
      fill(ALICE, ORDERS);

      Event<ViewsEvicted> evicted = evict(changed("k1", "u-alice", "dashboard", "orders"));

      assertThat(evicted.metadata())
          .isEqualTo(
              new Event.Metadata(
                  "ViewsEvicted-k1",
                  "1",
                  Instant.parse("2026-01-01T12:00:00.100Z"),
                  Instant.parse("2026-01-01T12:00:00.200Z"),
                  "request-1",
                  "k1"));
      assertThat(evicted.data().owner()).isEqualTo(ALICE);
      assertThat(evicted.data().evictedAt()).isEqualTo(NOW);
      assertThat(evicted.data().evictions())
          .containsExactly(
              new Eviction(DASHBOARD, new EdgeCopy.None()),
              new Eviction(ORDERS, new EdgeCopy.AliveUntil(UNTIL)));
      assertThat(evicted.data().witness()).isNotNull();
    }

    @Test
    void evictsAViewThatTheCatalogueNoLongerHas() {
      ViewName retired = new ViewName("retired");
      fill(ALICE, retired);

      evict(changed("k1", "u-alice", "retired"));

      assertThat(isCached(cache, ALICE, retired)).isFalse();
    }

    @Test
    void isAnsweredAsTheSchemaSays() {
      fill(ALICE, ORDERS);

      String answer =
          answer(
              evictor,
              changed("0123456789abcdef0123456789abcdef", "u-alice", "dashboard", "orders"));

      EventSchemas.assertValid(ViewsEvicted.TYPE, answer);
    }
  }

  @Nested
  class AFlush {

    @Test
    void evictsLikeAnyChangeAndRespectsNothingThatIsKnownOfTheEdge() {
      fill(ALICE, ORDERS);

      Event<ViewsEvicted> evicted =
          evict(
              ChangeEvents.flush(
                  "0123456789abcdef0123456789abcdef", "u-alice", "dashboard", "orders"));

      assertThat(isCached(cache, ALICE, ORDERS)).isFalse();
      assertThat(evicted.data().evictions())
          .containsExactly(
              new Eviction(DASHBOARD, new EdgeCopy.Unknown()),
              new Eviction(ORDERS, new EdgeCopy.Unknown()));
    }
  }

  @Nested
  class Time {

    @Test
    void ofTheEvictionIsTakenAfterIt() {
      List<String> order = new ArrayList<>();
      ViewCache recording =
          new InMemoryViewCache(() -> {
            order.add("evicted");
            return NOW;
          });
      ViewEvictor timed =
          new ViewEvictor(
              recording,
              written.metrics(InstantSource.fixed(NOW)),
              () -> {
                order.add("clock");
                return NOW;
              });
      answer(timed, changed("k1", "u-alice", "orders"));

      assertThat(order).startsWith("evicted").endsWith("clock").containsOnlyOnce("clock");
    }
  }

  @Nested
  class Delivery {
    private final List<String> events =
        List.of(
            changed("k1", "u-alice", "orders", "dashboard"),
            changed("k2", "u-bob", "orders"),
            changed("k3", "u-alice", "dashboard"));

    @Test
    void ofEveryEventTwiceAndInReversedOrderGivesTheSameStateAndTheSamePurges() {
      fillAll(cache);
      Set<String> once = purgesAfter(events, evictor);

      InMemoryViewCache other = new InMemoryViewCache(InstantSource.fixed(NOW));
      fillAll(other);
      List<String> twice = new ArrayList<>(events.reversed());
      twice.addAll(events.reversed());
      Set<String> again = purgesAfter(twice, evictor(other));

      assertThat(once)
          .containsExactlyInAnyOrder("u-alice.dashboard", "u-alice.orders", "u-bob.orders");
      assertThat(again).isEqualTo(once);
      for (Owner owner : List.of(ALICE, BOB)) {
        for (ViewName view : List.of(ORDERS, DASHBOARD)) {
          assertThat(isCached(other, owner, view)).isEqualTo(isCached(cache, owner, view));
        }
      }
      assertThat(isCached(other, BOB, DASHBOARD)).isTrue();
    }

    @Test
    void ofAnEvictionWhoseAnswerWasLostTellsTheSameCopiesAgain() {
      fill(ALICE, ORDERS);

      Event<ViewsEvicted> first = evict(changed("k1", "u-alice", "orders"));
      Event<ViewsEvicted> second = evict(changed("k1", "u-alice", "orders"));

      assertThat(second.data().evictions()).isEqualTo(first.data().evictions());
    }

    private Set<String> purgesAfter(List<String> delivered, ViewEvictor by) {
      Set<String> purges = new HashSet<>();
      for (String event : delivered) {
        ViewsEvicted evicted = read(answer(by, event)).data();
        for (Eviction eviction : evicted.evictions()) {
          if (eviction.edge() instanceof EdgeCopy.AliveUntil) {
            purges.add(evicted.owner() + "." + eviction.view());
          }
        }
      }
      return purges;
    }

    private void fillAll(ViewCache filled) {
      for (Owner owner : List.of(ALICE, BOB)) {
        ViewEvictorTest.fill(filled, owner, ORDERS);
        ViewEvictorTest.fill(filled, owner, DASHBOARD);
      }
    }
  }

  @Nested
  class AFailure {

    @Test
    void ofTheCacheLeavesTheHandlerSoThatLambdaRetries() {
      cache.setAway(true);

      assertThatExceptionOfType(CacheAwayException.class)
          .isThrownBy(() -> evict(changed("k1", "u-alice", "orders")));
      assertThat(written.sum("EvictionsPutOff")).isEqualTo(1);
    }

    @Test
    void ofAnEventInAnotherVersionLeavesTheHandler() {
      String other = envelope(detail("2", "k1", "u-alice", "orders"));

      assertThatExceptionOfType(UnreadableJsonException.class).isThrownBy(() -> evict(other));
    }

    @Test
    void ofAnEventWithoutOwnerOrViewsLeavesTheHandler() {
      for (String broken : List.of("{}", detail("1", "k1", "alice", "orders"), noViews())) {
        assertThatExceptionOfType(UnreadableJsonException.class)
            .isThrownBy(() -> evict(envelope(broken)));
      }
    }

    private String noViews() {
      return detail("1", "k1", "u-alice", "orders").replace("[\"orders\"]", "[]");
    }
  }

  private ViewEvictor evictor(ViewCache of) {
    InstantSource clock = InstantSource.fixed(NOW);
    return new ViewEvictor(of, written.metrics(clock), clock);
  }

  private Event<ViewsEvicted> evict(String event) {
    return read(answer(evictor, event));
  }

  private static Event<ViewsEvicted> read(String answer) {
    return Json.readEvent(answer, ViewsEvicted.class);
  }

  private static String answer(ViewEvictor by, String event) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      by.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          answer,
          NoContext.create());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private void fill(Owner owner, ViewName view) {
    fill(cache, owner, view);
  }

  private static void fill(ViewCache cache, Owner owner, ViewName view) {
    PageKey key = new PageKey(owner, view, "");
    Fence fence = Fence.random();
    assertThat(cache.read(key, ViewCache.ANY_AGE, EdgeUntil.always(UNTIL), fence))
        .isEqualTo(new Lookup.Miss(fence));
    assertThat(
            cache.fill(
                key,
                fence,
                new Envelope(owner, NOW, "\"e\"", "{}"),
                Duration.ofHours(1),
                EdgeUntil.always(UNTIL)))
        .isEqualTo(new FillResult.Stored(Heat.COOL));
  }

  /** Looks without leaving a mark. */
  private static boolean isCached(ViewCache cache, Owner owner, ViewName view) {
    PageKey key = new PageKey(owner, view, "");
    return cache.read(key, ViewCache.ANY_AGE, ViewCache.NOT_AT_EDGE, Fence.random())
        instanceof Lookup.Hit;
  }
}
