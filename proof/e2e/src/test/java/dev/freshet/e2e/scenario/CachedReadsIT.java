package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FreshetSystem
class CachedReadsIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dashboard",
        "/orders",
        "/profile",
        "/notifications",
        "/users/current/followers",
        "/users/current/following",
        "/users/current/card"
      })
  void theSecondReadOfAViewComesFromTheEdge(String path, Freshet freshet) {
    Session alice = freshet.signIn("alice");

    HttpAnswer first = alice.get(path);
    HttpAnswer second = alice.get(path);

    assertThat(first.status()).as("%s", first).isEqualTo(200);
    assertThat(first.header("X-Cache")).isEqualTo("Miss from cloudfront");
    assertThat(second.header("X-Cache")).isEqualTo("Hit from cloudfront");
    assertThat(second.header("Age")).matches("\\d+");
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void anotherUserGetsTheirOwnDataAndNeverAnothersObject(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    alice.get("/dashboard");

    HttpAnswer bobs = bob.get("/dashboard");

    assertThat(bobs.header("X-Cache")).isEqualTo("Miss from cloudfront");
    assertThat(bobs.json().path("userId").asText()).isEqualTo(bob.user().value());
    assertThat(alice.get("/dashboard").json().path("userId").asText())
        .isEqualTo(alice.user().value());
  }

  @Test
  void anotherTokenOfTheSameUserMissesTheEdgeAndHitsTheCacheBehindIt(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    assertThat(alice.get("/dashboard").header("X-View-Source")).isEqualTo("table");

    HttpAnswer again = alice.another().get("/dashboard");

    assertThat(again.header("X-Cache")).isEqualTo("Miss from cloudfront");
    assertThat(again.header("X-View-Source")).isEqualTo("cache");
  }

  @Test
  void theBrowserMayKeepAnAnswerButMustAskEachTime(Freshet freshet) {
    Session alice = freshet.signIn("alice");

    HttpAnswer answer = alice.get("/dashboard");

    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(answer.find("Cache-Tag")).as("tags are the edge's business").isEmpty();
    assertThat(alice.get("/dashboard", "If-None-Match", answer.header("ETag")).status())
        .isEqualTo(304);
  }

  @Test
  void aPageOfOrdersIsAnObjectOfItsOwn(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    String product = Products.one(freshet);
    alice.order(product);
    alice.order(product);

    HttpAnswer first = alice.get("/orders?limit=1&fresh=" + alice.order(product).freshAfter());
    String cursor = first.json().path("nextCursor").asText();
    HttpAnswer second = alice.get("/orders?limit=1&cursor=" + cursor);

    assertThat(first.json().path("orders")).hasSize(1);
    assertThat(second.json().path("orders")).hasSize(1);
    assertThat(second.json().at("/orders/0/id")).isNotEqualTo(first.json().at("/orders/0/id"));
    freshet.until(
        "the edge serves the second page",
        () -> alice.get("/orders?limit=1&cursor=" + cursor),
        HttpAnswer::hit);
  }
}
