package dev.freshet.viewcache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.protocol.Agreement.Agreed;
import dev.freshet.viewcache.protocol.Answer.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeveralViewsTest extends ProtocolFixture {
  private final List<List<String>> loads = new ArrayList<>();

  private List<LoadedView> load(List<ViewRequest> requests) {
    List<String> owners = requests.stream().map(request -> request.owner().text()).toList();
    loads.add(owners);
    return owners.stream().map(owner -> new LoadedView("\"1\"", "card of " + owner)).toList();
  }

  private List<ViewRequest> requests(String... users) {
    return Stream.of(users).map(user -> request(owner(user), CARD)).toList();
  }

  private List<ServedView> serveCards(String... users) {
    return views.serveAll(requests(users), this::load);
  }

  @Test
  void missingViewsAreLoadedAtOnceAndTheOthersNotAtAll() {
    serveCards("bob");
    List<ServedView> served = serveCards("carol", "bob", "dave");
    assertThat(loads).containsExactly(List.of("u-bob"), List.of("u-carol", "u-dave"));
    assertThat(served)
        .extracting(view -> view.page().body())
        .containsExactly("card of u-carol", "card of u-bob", "card of u-dave");
    assertThat(served)
        .extracting(ServedView::source)
        .containsExactly(Source.TABLE, Source.CACHE, Source.TABLE);
  }

  @Test
  void allOfThemAreInTheCacheAfterwards() {
    serveCards("bob", "carol");
    loads.clear();
    serveCards("carol", "bob");
    assertThat(loads).isEmpty();
    assertThat(decisions).endsWith(Decision.HIT, Decision.HIT);
  }

  @Test
  void noRequestsNeedNoLoad() {
    assertThat(serveCards()).isEmpty();
    assertThat(loads).isEmpty();
  }

  @Test
  void eachIsAsFreshAsItsRequestAsksFor() {
    serveCards("bob", "carol");
    loads.clear();
    clock.advance(Duration.ofSeconds(10));
    ViewRequest fresh =
        new ViewRequest(
            BOB,
            CARD,
            "",
            Optional.of(clock.instant()),
            clock.instant().plus(TOKEN),
            Optional.empty());
    views.serveAll(List.of(fresh, requests("carol").getFirst()), this::load);
    assertThat(loads).containsExactly(List.of("u-bob"));
  }

  @Test
  void aViewThatWasEvictedMeanwhileIsRejectedForItself() {
    List<ServedView> served =
        views.serveAll(
            requests("bob", "carol"),
            requests -> {
              evict(BOB, CARD);
              return load(requests);
            });
    assertThat(served.getFirst().agreement()).isEqualTo(new Agreement.None(Decision.REJECTED));
    assertThat(served.getLast().agreement()).isInstanceOf(Agreed.class);
    serveCards("bob", "carol");
    assertThat(loads.getLast()).containsExactly("u-bob");
  }

  @Test
  void aPageOfAnotherOwnerIsDiscardedAndTheOthersAreServed() {
    serveCards("carol");
    PageKey key = new PageKey(BOB, CARD.name(), "");
    Fence fence = Fence.random();
    cache.readAll(List.of(new ViewCache.Read(key, ViewCache.ANY_AGE, null, Instant.EPOCH, fence)));
    Envelope foreign = new Envelope(owner("mallory"), clock.instant(), "\"1\"", "mallory's");
    cache.fillAll(List.of(new ViewCache.Fill(key, fence, Generation.random(), foreign, TOKEN)));
    List<ServedView> served = serveCards("bob", "carol");
    assertThat(served)
        .extracting(view -> view.page().body())
        .containsExactly("card of u-bob", "card of u-carol");
    assertThat(served.getFirst().agreement())
        .isEqualTo(new Agreement.None(Decision.OWNER_MISMATCH));
  }

  @Test
  void withoutACacheAllAreLoadedAtOnce() {
    cache.setUnavailable(true);
    assertThat(serveCards("bob", "carol"))
        .extracting(ServedView::agreement)
        .containsOnly(new Agreement.None(Decision.UNAVAILABLE));
    assertThat(loads).containsExactly(List.of("u-bob", "u-carol"));
  }
}
