package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Capability;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Accounts, from the first request to the last. */
@FreshetSystem
class UsersIT {
  private static final String CURRENT = "/users/current";
  private static final String PREFERENCES = "/users/current/preferences";
  private static final String DARK =
      """
      {"theme":"dark","language":"pt-BR","emailNotifications":false,"ordersPerPage":10}\
      """;

  /** The deletion queue waits 15 s, so that no earlier request is in progress. */
  private static final Duration SWEPT = Duration.ofSeconds(60);

  @Test
  void aNewOrderIsFoundWhereItsLocationSays(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    HttpAnswer placed = alice.order(Products.one(freshet));

    HttpAnswer found = alice.get(placed.header("Location"));

    assertThat(found.status()).as("%s", found).isEqualTo(200);
    assertThat(found.json()).isEqualTo(placed.json());
    assertThat(freshet.signIn("bob").get(placed.header("Location")).status()).isEqualTo(404);
  }

  @Test
  void preferencesAreTheDefaultsUntilTheyAreChangedAndOneVersionIsChangedOnce(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    HttpAnswer defaults = alice.get(PREFERENCES);
    assertThat(defaults.json().path("version").asInt()).isZero();

    HttpAnswer saved = alice.put(PREFERENCES, DARK, "If-Match", defaults.header("ETag"));

    assertThat(saved.status()).as("%s", saved).isEqualTo(200);
    assertThat(alice.get(PREFERENCES + "?fresh=" + saved.freshAfter()).json())
        .isEqualTo(saved.json());
    assertThat(alice.put(PREFERENCES, DARK, "If-Match", defaults.header("ETag")).status())
        .isEqualTo(412);
    assertThat(alice.put(PREFERENCES, DARK).status()).isEqualTo(428);
  }

  @Test
  void othersSeeTheCardOfAUserAndNothingElse(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    HttpAnswer renamed = alice.rename("Alice");

    JsonNode card = bob.get("/users/" + alice.user() + "?fresh=" + renamed.freshAfter()).json();

    assertThat(card.path("name").asText()).isEqualTo("Alice");
    assertThat(card).hasSize(2);
    assertThat(bob.get("/users/no-such-user").status()).isEqualTo(404);
  }

  @Test
  void aUserIsFoundByTheWholeAddressAndTheAnswerIsKeptNowhere(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    String search = "/users/search?email=" + alice.account().email();

    HttpAnswer found =
        freshet.until(
            "the index", () -> bob.get(search), answer -> answer.json().path("users").size() == 1);

    assertThat(found.json().at("/users/0/id").asText()).isEqualTo(alice.user().value());
    assertThat(found.header("Cache-Control")).isEqualTo("no-store");
    assertThat(bob.get(search).hit()).isFalse();
    assertThat(bob.get("/users/search?email=nobody@example.org").json().path("users")).isEmpty();
    assertThat(bob.get("/users/search").status()).isEqualTo(400);
  }

  @Test
  void headIsTheSameWhetherTheEdgeHasTheAnswerOrNot(Freshet freshet) {
    Session alice = freshet.signIn("alice");

    HttpAnswer cold = alice.request("HEAD", "/dashboard").send();
    alice.get("/dashboard");
    HttpAnswer warm = alice.request("HEAD", "/dashboard").send();

    assertThat(cold.status()).as("%s", cold).isEqualTo(200);
    assertThat(warm.status()).isEqualTo(200);
    assertThat(warm.header("ETag")).isEqualTo(cold.header("ETag"));
  }

  @Test
  void noHeaderTurnsAReadIntoAWriteOrTheCallerIntoAnother(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");

    HttpAnswer answer =
        alice.get(CURRENT, "X-HTTP-Method-Override", "DELETE", "X-User-Id", bob.user().value());

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(answer.json().path("userId").asText()).isEqualTo(alice.user().value());
    assertThat(alice.another().get(CURRENT).status()).isEqualTo(200);
  }

  @Test
  void anAnswerOfTheEdgeSaysNothingOfTheRequestThatItWasMadeFor(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    HttpAnswer first = alice.get("/dashboard", "X-Correlation-Id", "first");
    assertThat(first.header("X-Correlation-Id")).isEqualTo("first");
    assertThat(first.find("X-Made-For")).isEmpty();

    HttpAnswer hit =
        freshet.until(
            "a hit", () -> alice.get("/dashboard", "X-Correlation-Id", "second"), HttpAnswer::hit);

    assertThat(hit.header("X-Correlation-Id")).isEqualTo("second");
    assertThat(hit.header("X-View-Source")).isEqualTo("edge");
    assertThat(hit.find("X-Made-For")).isEmpty();
  }

  @Test
  @Needs(Capability.LOOK_INTO_REDIS)
  void aDeletedAccountLeavesNothingBehindAndCanBeCreatedAnew(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    alice.order(Products.one(freshet));
    String preferences = alice.put(PREFERENCES, DARK, "If-Match", "*").header("ETag");
    String profile = alice.get(CURRENT).header("ETag");
    alice.follow(bob);
    bob.follow(alice);
    List.of("/dashboard", "/orders", "/profile", "/notifications", PREFERENCES).forEach(alice::get);
    bob.get("/users/current/followers");

    HttpAnswer deleted = alice.request("DELETE", CURRENT).send();

    assertThat(deleted.status()).as("%s", deleted).isEqualTo(202);
    assertThat(alice.get(CURRENT + "?fresh=" + deleted.freshAfter()).json().path("type").asText())
        .isEqualTo("/problems/no-account");
    Awaitility.await("nothing in any table names the user")
        .atMost(SWEPT.plus(freshet.platform().patience()))
        .untilAsserted(
            () -> assertThat(data(freshet.platform().dynamoDb(), alice.user())).isEmpty());
    freshet
        .await("no page of the user is in Redis")
        .untilAsserted(() -> assertThat(cached(freshet, alice.user())).isEmpty());
    freshet.until(
        "bob has no follower",
        () -> bob.get("/users/current/followers"),
        answer -> answer.json().path("total").asInt() == 0);
    assertThat(bob.get("/users/" + alice.user()).status()).isEqualTo(404);

    HttpAnswer again =
        alice.put(CURRENT, "{\"name\":\"Al\",\"email\":\"%s\"}".formatted(alice.account().email()));

    assertThat(again.status()).as("%s", again).isEqualTo(201);
    assertThat(
            alice.get("/dashboard?fresh=" + again.freshAfter()).json().at("/stats/orders").asInt())
        .isZero();
    assertNoTagIsOfTheFormerAccount(alice, profile, preferences);
  }

  private static void assertNoTagIsOfTheFormerAccount(
      Session alice, String profile, String preferences) {
    String body = "{\"name\":\"Al\",\"email\":\"%s\"}".formatted(alice.account().email());
    assertThat(alice.another().get(CURRENT, "If-None-Match", profile).status()).isEqualTo(200);
    assertThat(alice.put(CURRENT, body, "If-Match", profile).status()).isEqualTo(412);
    alice.put(PREFERENCES, DARK.replace("dark", "light"), "If-Match", "\"v0\"");
    assertThat(alice.another().get(PREFERENCES, "If-None-Match", preferences).status())
        .isEqualTo(200);
    assertThat(alice.put(PREFERENCES, DARK, "If-Match", preferences).status()).isEqualTo(412);
  }

  /** Leases contain only names of the user's views, and expire by their TTL. */
  private static List<String> data(DynamoDbClient client, UserId user) {
    return client.listTables().tableNames().stream()
        .flatMap(table -> client.scanPaginator(scan -> scan.tableName(table)).items().stream())
        .filter(item -> item.toString().contains(user.value()))
        .filter(item -> !item.toString().matches(".*S=(LEASE|SHARE)#.*"))
        .map(Object::toString)
        .toList();
  }

  private static List<String> cached(Freshet freshet, UserId user) {
    return ViewCatalogue.FRESHET.views().stream()
        .map(View::name)
        .filter(view -> freshet.platform().redis().holds(user, view.value()))
        .map(Object::toString)
        .toList();
  }
}
