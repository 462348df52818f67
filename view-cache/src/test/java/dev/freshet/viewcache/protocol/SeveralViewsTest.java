package dev.freshet.viewcache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.SteppedClock;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import dev.freshet.viewcache.protocol.Answer.Source;
import dev.freshet.viewcache.protocol.EdgePolicy.NoStore;
import dev.freshet.viewcache.protocol.EdgePolicy.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SeveralViewsTest {
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final Duration HALF = Duration.ofSeconds(1);
  private static final Duration SKEW = Duration.ofMillis(500);
  private static final View CARD = ViewCatalogue.CARD;

  private final SteppedClock clock = new SteppedClock();
  private final InMemoryViewCache cache = new InMemoryViewCache(clock);
  private final List<Decision> decisions = new ArrayList<>();
  private final List<List<String>> loads = new ArrayList<>();
  private final CachedViews views = over(cache);

  private CachedViews over(ViewCache any) {
    return new CachedViews(
        any, new ProtocolTimes(WINDOW, SKEW), clock, (decision, _) -> decisions.add(decision));
  }

  private List<LoadedView> load(List<ViewRequest> requests) {
    List<String> owners = requests.stream().map(request -> request.owner().text()).toList();
    loads.add(owners);
    return owners.stream().map(owner -> new LoadedView("\"1\"", "card of " + owner)).toList();
  }

  private List<ServedView> serve(String... users) {
    return views.serveAll(requests(users), this::load);
  }

  private List<ViewRequest> requests(String... users) {
    return Stream.of(users).map(user -> request(user, Optional.empty())).toList();
  }

  private ViewRequest request(String user, Optional<Instant> fresh) {
    Instant expiry = clock.instant().plus(Duration.ofHours(10));
    return new ViewRequest(owner(user), CARD, "", fresh, expiry);
  }

  private static Owner owner(String user) {
    return Owner.of(new UserId(user));
  }

  @Nested
  class ServedTogether {

    @Test
    void thoseThatAreMissingAreLoadedAtOnceAndTheOthersNotAtAll() {
      serve("bob");

      List<ServedView> served = serve("carol", "bob", "dave");

      assertThat(loads).containsExactly(List.of("u-bob"), List.of("u-carol", "u-dave"));
      assertThat(served)
          .extracting(ServedView::body)
          .containsExactly("card of u-carol", "card of u-bob", "card of u-dave");
      assertThat(served)
          .extracting(ServedView::source)
          .containsExactly(Source.TABLE, Source.CACHE, Source.TABLE);
    }

    @Test
    void allOfThemAreInTheCacheAfterwards() {
      serve("bob", "carol");
      loads.clear();

      serve("carol", "bob");

      assertThat(loads).isEmpty();
      assertThat(decisions).endsWith(Decision.HIT, Decision.HIT);
    }

    @Test
    void ofNoneNothingIsAsked() {
      assertThat(serve()).isEmpty();
      assertThat(loads).isEmpty();
    }

    @Test
    void eachIsAsFreshAsWasAskedFor() {
      serve("bob", "carol");
      loads.clear();
      clock.advance(Duration.ofSeconds(10));
      Instant fresh = clock.instant();

      views.serveAll(
          List.of(request("bob", Optional.of(fresh)), request("carol", Optional.empty())),
          SeveralViewsTest.this::load);

      assertThat(loads).containsExactly(List.of("u-bob"));
    }

    @Test
    void oneThatWasEvictedMeanwhileIsRejectedForItself() {
      List<ServedView> served =
          views.serveAll(
              requests("bob", "carol"),
              requests -> {
                cache.evict(owner("bob"), List.of(CARD.name()), new EvictionId("e"));
                return load(requests);
              });

      assertThat(served.getFirst().edge()).isEqualTo(new NoStore(Decision.REJECTED));
      assertThat(served.getLast().edge()).isInstanceOf(Store.class);
      serve("bob", "carol");
      assertThat(loads.getLast()).containsExactly("u-bob");
    }

    @Test
    void oneOfAnotherOwnerIsDiscardedAndTheOthersAreServed() {
      serve("carol");
      PageKey key = new PageKey(owner("bob"), CARD.name(), "");
      Fence fence = Fence.random();
      cache.read(key, ViewCache.ANY_AGE, ViewCache.NOT_AT_EDGE, fence);
      Envelope foreign = new Envelope(owner("mallory"), clock.instant(), "\"1\"", "mallory's");
      cache.fill(key, fence, foreign, Duration.ofHours(1), ViewCache.NOT_AT_EDGE);

      List<ServedView> served = serve("bob", "carol");

      assertThat(served)
          .extracting(ServedView::body)
          .containsExactly("card of u-bob", "card of u-carol");
      assertThat(served.getFirst().edge()).isEqualTo(new NoStore(Decision.OWNER_MISMATCH));
      assertThat(decisions).contains(Decision.OWNER_MISMATCH);
    }

    @Test
    void withoutACacheAllAreLoadedAtOnce() {
      cache.setAway(true);

      assertThat(serve("bob", "carol"))
          .extracting(ServedView::edge)
          .containsOnly(new NoStore(Decision.AWAY));
      assertThat(loads).containsExactly(List.of("u-bob", "u-carol"));
    }
  }

  @Nested
  class AtTheEdge {

    private EdgePolicy together(List<ServedView> parts) {
      return views.together(request("alice", Optional.empty()), parts);
    }

    @Test
    void aJoinedAnswerStaysAsLongAsThePartThatMayStayTheShortest() {
      List<ServedView> parts = new ArrayList<>(serve("bob"));
      ViewRequest brief =
          new ViewRequest(
              owner("carol"),
              CARD.atEdgeNoLongerThan(Duration.ofSeconds(60)),
              "",
              Optional.empty(),
              clock.instant().plus(Duration.ofHours(10)));
      parts.addAll(views.serveAll(List.of(brief), SeveralViewsTest.this::load));

      assertThat(together(parts)).isEqualTo(new Store(60));
    }

    @Test
    void aJoinedAnswerDoesNotStayIfOneOfItsPartsMayNot() {
      List<ServedView> parts = new ArrayList<>(serve("bob"));
      cache.setAway(true);
      parts.addAll(serve("carol"));

      assertThat(together(parts)).isEqualTo(new NoStore(Decision.AWAY));
    }

    @Test
    void theTimeToLeaveCountsFromTheEarliestPart() {
      List<ServedView> parts = new ArrayList<>(serve("bob"));
      clock.advance(HALF);
      parts.addAll(serve("carol"));
      assertThat(together(parts)).isEqualTo(new Store(CARD.edgeTtl().toSeconds()));

      clock.advance(Duration.ofMillis(1));
      assertThat(together(parts)).isEqualTo(new NoStore(Decision.SLOW));
      assertThat(decisions).endsWith(Decision.SLOW);
    }

    @Test
    void everyPartIsMarkedForAtLeastAsLongAsTheJoinedAnswerLives() {
      List<ServedView> parts = new ArrayList<>(serve("bob"));
      clock.advance(HALF);
      parts.addAll(serve("carol"));
      Store joined = (Store) together(parts);
      Instant latestArrival = clock.instant().minus(HALF).plus(WINDOW);

      assertThat(List.of("bob", "carol"))
          .allSatisfy(user -> {
            EdgeCopy copy =
                cache
                    .evict(owner(user), List.of(CARD.name()), new EvictionId("e"))
                    .copies()
                    .get(CARD.name());
            assertThat(copy)
                .isInstanceOfSatisfying(
                    EdgeCopy.AliveUntil.class,
                    alive ->
                        assertThat(alive.until())
                            .isAfterOrEqualTo(
                                latestArrival.plusSeconds(joined.seconds()).plus(SKEW)));
          });
    }
  }
}
