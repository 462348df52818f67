package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.fixture.Socket;
import dev.freshet.e2e.platform.Account;
import dev.freshet.e2e.platform.Capability;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** WebSocket messages name the changed views of a page's user. */
@FreshetSystem
@Needs(Capability.WEBSOCKET)
class PushIT {
  private static final int CHANGES = 60;

  @Test
  void aChangeArrivesAtEveryPageOfItsUserAndAtNoOther(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    try (Socket first = open(alice);
        Socket second = open(alice.another());
        Socket bobs = open(bob)) {
      alice.rename("Another name");
      freshet.await("both pages of alice").until(() -> views(first).contains("profile"));
      freshet.await("both pages of alice").until(() -> views(second).contains("profile"));
      bob.rename("Bob too");
      freshet.await("the page of bob").until(() -> views(bobs).contains("profile"));

      assertThat(first.messages()).hasSize(1);
      assertThat(second.messages()).hasSize(1);
      assertThat(bobs.messages()).hasSize(1);
      assertThat(first.messages().getFirst().fieldNames())
          .as("no data")
          .toIterable()
          .containsExactlyInAnyOrder("views", "fresh");
    }
  }

  @Test
  void aTicketOpensOneConnection(Freshet freshet) {
    JsonNode ticket = ticket(freshet.signIn("alice"));
    try (Socket first = connect(ticket)) {
      assertThat(first.status()).isEqualTo(101);
      assertThat(connect(ticket).status()).isEqualTo(401);
    }
  }

  @Test
  void aTicketThatWasNeverGivenOpensNothing(Freshet freshet) {
    String url = ticket(freshet.signIn("alice")).path("url").asText();

    assertThat(Socket.connect(url + "?ticket=made-up").status()).isEqualTo(401);
    assertThat(Socket.connect(url).status()).isEqualTo(401);
  }

  @Test
  void whoIsNotSignedInGetsNoTicket(Freshet freshet) {
    assertThat(freshet.anonymous("POST", "/push/ticket").send().status()).isEqualTo(401);
  }

  @Test
  @Needs({Capability.WEBSOCKET, Capability.TOKENS_OF_ANY_LIFETIME})
  void theConnectionIsClosedAtTheEndOfItsToken(Freshet freshet) {
    Account alice = freshet.platform().signUp("alice");
    HttpAnswer answer =
        freshet
            .anonymous("POST", "/push/ticket")
            .headers("Authorization", "Bearer " + alice.token(Duration.ofSeconds(6)))
            .send();
    try (Socket socket = connect(answer.json())) {
      assertThat(socket.status()).isEqualTo(101);
      freshet.await("the end of the token").until(socket::closed);
    }
  }

  @Test
  void signingOutClosesTheConnectionsOfTheUserOnly(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    try (Socket hers = open(alice);
        Socket his = open(bob)) {
      assertThat(alice.request("DELETE", "/push/connections").send().status()).isEqualTo(204);
      freshet.await("hers is closed").until(hers::closed);

      bob.rename("Still here");
      freshet.await("his is open").until(() -> views(his).contains("profile"));
    }
  }

  /**
   * The time from a commit until a second page has read the order after its message; not asserted.
   */
  @Test
  void aSecondPageShowsAChangeSoonAfterTheCommit(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    String product = Products.one(freshet);
    List<Duration> times = new ArrayList<>();
    try (Socket second = open(alice.another())) {
      for (int i = 0; i < CHANGES; i++) {
        HttpAnswer ordered = alice.order(product);
        Instant committed = Instant.ofEpochMilli(Long.parseLong(ordered.freshAfter()));
        String id = ordered.json().path("id").asText();
        freshet.await("the order on the second page").until(() -> shows(alice, second, id));
        times.add(Duration.between(committed, Clock.systemUTC().instant()));
      }
    }
    times.sort(null);
    freshet.measured(
        "commit to shown on a second page",
        "median %d ms, p95 %d ms of %d"
            .formatted(
                times.get(CHANGES / 2).toMillis(),
                times.get(CHANGES * 95 / 100).toMillis(),
                CHANGES));
  }

  private static boolean shows(Session user, Socket page, String order) {
    return page.messages().stream()
        .reduce((_, last) -> last)
        .filter(message ->
            user.get("/orders?fresh=" + message.path("fresh").asLong()).body().contains(order))
        .isPresent();
  }

  private static Set<String> views(Socket socket) {
    Set<String> views = new TreeSet<>();
    socket.messages().forEach(each -> each.path("views").forEach(view -> views.add(view.asText())));
    return views;
  }

  private static JsonNode ticket(Session user) {
    HttpAnswer answer = user.request("POST", "/push/ticket").send();
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    return answer.json();
  }

  private static Socket open(Session user) {
    Socket socket = connect(ticket(user));
    assertThat(socket.status()).isEqualTo(101);
    return socket;
  }

  private static Socket connect(JsonNode ticket) {
    return Socket.connect(
        ticket.path("url").asText() + "?ticket=" + ticket.path("ticket").asText());
  }
}
