package dev.freshet.e2e.scenario;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.platform.RedisProbe;
import dev.freshet.operations.Flush;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operators' command for one user, by the command line's class. */
@FreshetSystem
class FlushIT {
  /** Every view of a user, and its path. */
  private static final Map<String, String> PAGES =
      Map.of(
          "card", "/users/current/card",
          "dashboard", "/dashboard",
          "followers", "/users/current/followers",
          "following", "/users/current/following",
          "notifications", "/notifications",
          "orders", "/orders",
          "preferences", "/users/current/preferences",
          "profile", "/profile");

  private static final String PAGE_WITH_CARD = "/users/current/following";

  @Test
  @Needs(Capability.LOOK_INTO_REDIS)
  void aFlushClearsAllViewsOfOneUserAndNobodyElses(Freshet freshet) throws Exception {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    Session carol = freshet.signIn("carol");
    carol.follow(alice);
    assertEveryViewOfAUserIsLookedAt(alice);
    RedriveReplayIT.fetch(freshet, carol, PAGE_WITH_CARD);
    PAGES.values().forEach(path -> RedriveReplayIT.fetch(freshet, alice, path));
    PAGES.values().forEach(path -> RedriveReplayIT.fetch(freshet, bob, path));
    String[] pages = PAGES.values().toArray(String[]::new);
    freshet.lease(alice, pages);
    freshet.lease(bob, pages);
    freshet.lease(carol, PAGE_WITH_CARD);
    RedisProbe redis = freshet.platform().redis();

    new Flush(freshet.platform().runningStack(), Clock.systemUTC()).flush(alice.user());

    freshet
        .await("Redis has lost every view of alice")
        .until(() -> PAGES.keySet().stream().noneMatch(view -> redis.holds(alice.user(), view)));
    PAGES.values().forEach(path -> awaitMiss(freshet, alice, path));
    awaitMiss(freshet, carol, PAGE_WITH_CARD);
    PAGES.forEach((view, path) -> {
      assertThat(redis.holds(bob.user(), view)).as("%s of bob in Redis", view).isTrue();
      assertThat(bob.get(path).hit()).as("%s of bob at the edge", view).isTrue();
    });
  }

  private static void awaitMiss(Freshet freshet, Session user, String path) {
    freshet.until("the edge has lost " + path, () -> user.get(path), not(HttpAnswer::hit));
  }

  private static void assertEveryViewOfAUserIsLookedAt(Session user) {
    assertThat(ViewCatalogue.FRESHET.views())
        .filteredOn(view -> view.ownerKind() == Owner.of(user.user()).kind())
        .extracting(View::name)
        .extracting(ViewName::value)
        .containsExactlyInAnyOrderElementsOf(PAGES.keySet());
  }
}
