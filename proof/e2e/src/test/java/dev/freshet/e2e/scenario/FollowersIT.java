package dev.freshet.e2e.scenario;

import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Session;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that show other users' cards. */
@FreshetSystem
class FollowersIT {
  private static final String FOLLOWERS = "/users/current/followers";
  private static final String FOLLOWING = "/users/current/following";

  @Test
  void whoFollowsShowsOnBothSidesWithTheirCards(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    alice.get(FOLLOWING);
    bob.get(FOLLOWERS);
    alice.rename("Alice");
    bob.rename("Bob");

    HttpAnswer follow = alice.follow(bob);

    assertThat(follow.status()).as("%s", follow).isEqualTo(204);
    String fresh = "?fresh=" + follow.freshAfter();
    assertShows(alice.get(FOLLOWING + fresh), bob, "Bob");
    assertShows(bob.get(FOLLOWERS + fresh), alice, "Alice");
    freshet.until(
        "the edge shows it without being asked for it",
        () -> bob.get(FOLLOWERS),
        answer -> answer.json().path("total").asInt() == 1);
  }

  @Test
  void aPageWithCardsComesFromTheEdgeTheSecondTime(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    String fresh = "?fresh=" + alice.follow(bob).freshAfter();

    HttpAnswer first = alice.get(FOLLOWING + fresh);
    HttpAnswer second = freshet.until("a hit", () -> alice.get(FOLLOWING + fresh), HttpAnswer::hit);

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.find("Cache-Tag")).isEmpty();
  }

  @Test
  void aRenameShowsOnThePagesOfAllWhoFollowAndNothingElseGoes(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session carol = freshet.signIn("carol");
    Session bob = freshet.signIn("bob");
    alice.follow(bob);
    carol.follow(bob);
    freshet.until("bob is on the page", () -> alice.get(FOLLOWING), FollowersIT::showsOne);
    freshet.until("bob is on the page", () -> carol.get(FOLLOWING), FollowersIT::showsOne);
    freshet.lease(alice, FOLLOWING, "/profile");
    freshet.lease(carol, FOLLOWING);
    freshet.lease(bob, "/orders");

    bob.rename("Robert");

    for (Session follower : List.of(alice, carol)) {
      freshet.until(
          "the edge shows the new name",
          () -> {
            assertThat(bob.get("/orders").hit()).as("no order changed").isTrue();
            assertThat(alice.get("/profile").hit()).as("alice's profile stays").isTrue();
            return follower.get(FOLLOWING);
          },
          answer -> name(answer).equals("Robert"));
    }
  }

  @Test
  void aFollowersRenameShowsToWhomTheyFollow(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    String fresh = "?fresh=" + alice.follow(bob).freshAfter();
    bob.get(FOLLOWERS + fresh);
    freshet.until("alice is on the page", () -> bob.get(FOLLOWERS), FollowersIT::showsOne);

    HttpAnswer renamed = alice.rename("Alicia");

    assertThat(name(bob.get(FOLLOWERS + "?fresh=" + renamed.freshAfter()))).isEqualTo("Alicia");
    freshet.until(
        "the edge shows the new name",
        () -> bob.get(FOLLOWERS),
        answer -> name(answer).equals("Alicia"));
  }

  @Test
  void sentTwiceItCountsOnce(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");

    assertThat(alice.follow(bob).status()).isEqualTo(204);
    HttpAnswer again = alice.follow(bob);
    assertThat(again.status()).isEqualTo(204);
    assertThat(total(bob, again)).isEqualTo(1);

    assertThat(alice.unfollow(bob).status()).isEqualTo(204);
    HttpAnswer gone = alice.unfollow(bob);
    assertThat(gone.status()).isEqualTo(204);
    assertThat(total(bob, gone)).isZero();
    assertThat(alice.get(FOLLOWING + "?fresh=" + gone.freshAfter()).json().path("users")).isEmpty();
  }

  @Test
  void sentAtOnceItCountsOnce(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");

    HttpAnswer last = atOnce(List.of(alice, alice, alice), each -> each.follow(bob));

    assertThat(total(bob, last)).isEqualTo(1);
  }

  @Test
  void allWhoFollowOneAtOnceAreCounted(Freshet freshet) {
    Session bob = freshet.signIn("bob");
    List<Session> fans =
        IntStream.range(0, 8).mapToObj(number -> freshet.signIn("fan" + number)).toList();

    assertThat(total(bob, atOnce(fans, fan -> fan.follow(bob)))).isEqualTo(fans.size());
    assertThat(total(bob, atOnce(fans, fan -> fan.unfollow(bob)))).isZero();
  }

  @Test
  void oneselfAndWhoIsNotThereCannotBeFollowed(Freshet freshet) {
    Session alice = freshet.signIn("alice");

    assertProblem(alice.follow(alice), 400);
    assertProblem(alice.unfollow(alice), 400);
    assertProblem(alice.request("POST", "/users/nobody-at-all/follow").send(), 404);
    assertProblem(alice.request("DELETE", "/users/nobody-at-all/follow").send(), 404);
    assertProblem(alice.request("POST", "/users/a%20b/follow").send(), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=41", "limit=0", "cursor=no%20id"})
  void aBadPageIsRefused(String query, Freshet freshet) {
    assertProblem(freshet.signIn("alice").get(FOLLOWERS + "?" + query), 400);
  }

  /**
   * Sends all changes at the same time, and returns the answer with the greatest {@code
   * X-Fresh-After}.
   */
  private static HttpAnswer atOnce(List<Session> users, Function<Session, HttpAnswer> change) {
    List<HttpAnswer> answers =
        users.stream()
            .map(user -> CompletableFuture.supplyAsync(() -> change.apply(user)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(answers).extracting(HttpAnswer::status).containsOnly(204);
    return Collections.max(answers, comparingLong(answer -> Long.parseLong(answer.freshAfter())));
  }

  private static void assertShows(HttpAnswer answer, Session user, String name) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    JsonNode page = answer.json();
    assertThat(page.path("total").asInt()).isEqualTo(1);
    assertThat(page.path("users")).hasSize(1);
    assertThat(page.at("/users/0/id").asText()).isEqualTo(user.user().value());
    assertThat(page.at("/users/0/name").asText()).isEqualTo(name);
  }

  private static void assertProblem(HttpAnswer answer, int status) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.find("Access-Control-Allow-Origin")).isPresent();
  }

  private static boolean showsOne(HttpAnswer answer) {
    return answer.json().path("users").size() == 1;
  }

  private static String name(HttpAnswer answer) {
    return answer.json().at("/users/0/name").asText();
  }

  private static int total(Session user, HttpAnswer after) {
    return user.get(FOLLOWERS + "?fresh=" + after.freshAfter()).json().path("total").asInt();
  }
}
