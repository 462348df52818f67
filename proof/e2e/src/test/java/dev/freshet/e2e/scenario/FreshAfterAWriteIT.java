package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Session;
import org.junit.jupiter.api.Test;

@FreshetSystem
class FreshAfterAWriteIT {

  @Test
  void theWritersNextReadShowsTheWriteAtOnce(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    alice.get("/profile");
    alice.get("/dashboard");

    HttpAnswer saved = alice.rename("Alice the Second");

    assertThat(saved.status()).as("%s", saved).isEqualTo(200);
    String fresh = "?fresh=" + saved.freshAfter();
    assertThat(alice.get("/profile" + fresh).json().path("name").asText())
        .isEqualTo("Alice the Second");
    assertThat(alice.get("/dashboard" + fresh).json().path("name").asText())
        .isEqualTo("Alice the Second");
  }

  @Test
  void anOrderShowsInEveryViewThatCountsIt(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    String product = Products.one(freshet);
    alice.get("/dashboard");

    HttpAnswer placed = alice.order(product);

    assertThat(placed.status()).as("%s", placed).isEqualTo(201);
    String fresh = "?fresh=" + placed.freshAfter();
    HttpAnswer dashboard = alice.get("/dashboard" + fresh);
    assertThat(dashboard.json().at("/stats/orders").asInt()).isEqualTo(1);
    assertThat(dashboard.json().at("/stats/spentCents").asInt()).isEqualTo(450);
    assertThat(dashboard.json().path("recentActivity")).hasSize(1);
    assertThat(dashboard.json().path("notifications")).hasSize(1);
    assertThat(alice.get("/orders" + fresh).json().at("/orders/0/id"))
        .isEqualTo(placed.json().path("id"));
  }

  @Test
  void withoutAskingForFreshnessTheEdgeShowsTheWriteSoonAndOnlyTheWritersObjectsGo(
      Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    freshet.lease(alice, "/profile");
    freshet.lease(bob, "/profile");

    alice.rename("Alice the Third");

    freshet.until(
        "the edge shows the new name",
        () -> {
          assertThat(bob.get("/profile").hit()).as("bob's object stays").isTrue();
          return alice.get("/profile");
        },
        answer -> answer.json().path("name").asText().equals("Alice the Third"));
    assertThat(alice.get("/profile").hit()).as("and keeps it").isTrue();
  }

  @Test
  void aViewThatDoesNotShowWhatChangedStaysWhereItIs(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    alice.get("/profile");
    freshet.lease(alice, "/orders");

    alice.rename("Alice the Fourth");

    freshet.until(
        "the edge shows the new name",
        () -> alice.get("/profile"),
        answer -> answer.json().path("name").asText().equals("Alice the Fourth"));
    assertThat(alice.get("/orders").hit()).as("no order changed").isTrue();
  }

  @Test
  void aReadNotificationLeavesTheDashboard(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    String fresh = alice.order(Products.one(freshet)).freshAfter();
    String id =
        alice.get("/notifications?fresh=" + fresh).json().at("/notifications/0/id").asText();

    HttpAnswer read = alice.post("/notifications/" + id + "/read", "");

    assertThat(read.status()).as("%s", read).isEqualTo(204);
    assertThat(alice.get("/dashboard?fresh=" + read.freshAfter()).json().path("notifications"))
        .isEmpty();
    assertThat(alice.post("/notifications/" + id + "/read", "").status())
        .as("reading it again changes nothing")
        .isEqualTo(204);
  }

  @Test
  void aTimeFromTheFutureIsAnsweredButKeptNowhere(Freshet freshet) {
    Session alice = freshet.signIn("alice");

    HttpAnswer first = alice.get("/profile?fresh=99999999999999");
    HttpAnswer second = alice.get("/profile?fresh=99999999999999");

    assertThat(first.status()).as("%s", first).isEqualTo(200);
    assertThat(second.hit()).isFalse();
  }
}
