package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.emulators.cloudfront.edge.Rig.Seen;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PurgeTest {
  private Rig rig = new Rig();
  private String tags = "u-alice, u-alice.orders";

  @BeforeEach
  void everythingIsTagged() {
    rig.origin.answers(
        asked -> Reply.ok(asked.target(), "Cache-Control", "s-maxage=60", "Cache-Tag", tags));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void restart(UnaryOperator<EdgeOptions> options) {
    rig.close();
    rig = new Rig(new Distributions(), options);
    everythingIsTagged();
  }

  private void invalidate(String... items) {
    invalidateAt(rig.edge, items);
  }

  @Nested
  class ATag {

    @Test
    void removesTheObjectsThatCarryItUnderEveryTokenAndNoOthers() {
      rig.get("/orders", "Authorization", "one");
      rig.get("/orders?limit=3", "Authorization", "two");
      tags = "u-bob, u-bob.orders";
      rig.get("/orders", "Authorization", "bob");

      invalidate("#u-alice");
      rig.later.runAll();

      assertThat(rig.get("/orders", "Authorization", "bob").cache()).isEqualTo("Hit");
      assertThat(rig.get("/orders", "Authorization", "one").cache()).isEqualTo("Miss");
      assertThat(rig.get("/orders?limit=3", "Authorization", "two").cache()).isEqualTo("Miss");
      assertThat(rig.edge.counters().purgedObjects()).isEqualTo(2);
      assertThat(rig.edge.counters().invalidations()).isEqualTo(1);
    }

    @Test
    void takesEffectOnlyAfterTheDelay() {
      restart(options -> options.invalidationDelay(Duration.ofSeconds(5)));
      rig.get("/a");
      invalidate("#u-alice");
      assertThat(rig.later.delays()).containsExactly(Duration.ofSeconds(5));
      assertThat(rig.get("/a").cache()).isEqualTo("Hit");
      rig.later.runAll();
      assertThat(rig.get("/a").cache()).isEqualTo("Miss");
    }

    @Test
    void reachesPointsOfPresenceOneByOneWhilePurgesAreDelayed() {
      restart(options -> options.pointsOfPresence(3));
      rig.edge.faults().purgesTake(Duration.ofSeconds(5));
      getFromAll("/a");

      invalidate("#u-alice");

      assertThat(rig.later.delays())
          .hasSize(3)
          .contains(Duration.ofSeconds(5))
          .allMatch(delay -> delay.isPositive() && delay.compareTo(Duration.ofSeconds(5)) <= 0);
      assertThat(getFromAll("/a")).containsOnly("Hit");
      rig.later.runNext();
      assertThat(rig.edge.counters().invalidations()).isZero();
      assertThat(getFromAll("/a")).containsExactly("Miss", "Hit", "Hit");
      rig.later.runAll();
      assertThat(rig.edge.counters().invalidations()).isOne();
      assertThat(getFromAll("/a")).containsExactly("Hit", "Miss", "Miss");
    }

    @Test
    void isQuickAgainOncePurgesAreNotDelayedAnyLonger() {
      rig.edge.faults().purgesTake(Duration.ofSeconds(5));
      rig.edge.faults().purgesTake(Duration.ZERO);

      invalidate("#u-alice");

      assertThat(rig.later.delays()).containsExactly(Duration.ofMillis(200));
    }

    private List<String> getFromAll(String path) {
      return IntStream.range(0, 3)
          .mapToObj(pop -> rig.get(path, Edge.POP_HEADER, "" + pop).cache())
          .toList();
    }

    @Test
    void isComparedWithoutRegardToCaseAndAsAWhole() {
      tags = "U-Alice";
      rig.get("/a");
      invalidate("#U-ali", "#u-alice.", "#u-*");
      rig.later.runAll();
      assertThat(rig.get("/a").cache()).isEqualTo("Hit");
      invalidate("#u-ALICE");
      rig.later.runAll();
      assertThat(rig.get("/a").cache()).isEqualTo("Miss");
    }

    @Test
    void beyondTheFiftiethIsNotStored() {
      tags = IntStream.rangeClosed(1, 51).mapToObj(i -> "t" + i).collect(Collectors.joining(","));
      rig.get("/a");
      invalidate("#t51");
      rig.later.runAll();
      assertThat(rig.get("/a").cache()).isEqualTo("Hit");
      invalidate("#t50");
      rig.later.runAll();
      assertThat(rig.get("/a").cache()).isEqualTo("Miss");
    }

    @Test
    void ofMoreThan256CharactersIsNotStoredAndTheOthersAre() {
      tags = "x".repeat(257) + ", has space, good";
      rig.get("/a");
      invalidate("#good");
      rig.later.runAll();
      assertThat(rig.get("/a").cache()).isEqualTo("Miss");
    }

    @Test
    void onAConfirmationReplacesTheOldOne() {
      rig.origin.answers(
          Reply.ok("v1", "Cache-Control", "s-maxage=60", "Cache-Tag", "old", "ETag", "\"1\""));
      rig.get("/a");
      rig.seconds(61);
      rig.origin.answers(Reply.status(304, "Cache-Tag", "new"));
      rig.get("/a");
      invalidate("#old");
      rig.later.runAll();
      assertThat(rig.get("/a").cache()).isEqualTo("Hit");
      invalidate("#new");
      rig.later.runAll();
      rig.get("/a");
      assertThat(rig.origin.lastAsked().header("If-None-Match")).isEmpty();
    }
  }

  @Nested
  class APath {

    @Test
    void removesTheObjectUnderEveryTokenButWithThisQueryOnly() {
      rig.get("/a", "Authorization", "one");
      rig.get("/a", "Authorization", "two");
      rig.get("/a?limit=3");
      rig.get("/ab");
      invalidate("/a");
      rig.later.runAll();
      assertThat(rig.get("/a?limit=3").cache()).isEqualTo("Hit");
      assertThat(rig.get("/ab").cache()).isEqualTo("Hit");
      assertThat(rig.get("/a", "Authorization", "one").cache()).isEqualTo("Miss");
      assertThat(rig.get("/a", "Authorization", "two").cache()).isEqualTo("Miss");
    }

    @Test
    void withAStarRemovesAllThatStartSo() {
      rig.get("/a?limit=3");
      rig.get("/ab");
      rig.get("/b");
      invalidate("/a*");
      rig.later.runAll();
      assertThat(rig.get("/b").cache()).isEqualTo("Hit");
      assertThat(rig.get("/a?limit=3").cache()).isEqualTo("Miss");
      assertThat(rig.get("/ab").cache()).isEqualTo("Miss");
    }

    @Test
    void removesAKeptError() {
      rig.origin.answers(Reply.status(404));
      rig.get("/a");
      invalidate("/a");
      rig.later.runAll();
      rig.get("/a");
      assertThat(rig.origin.asked()).hasSize(2);
    }
  }

  @Nested
  class AnAnswerInFlight {
    private final CountDownLatch gate = new CountDownLatch(1);

    private Seen fetchedAcrossAPurge() {
      rig.origin.answers(asked -> {
        try {
          gate.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return Reply.ok("old", "Cache-Control", "s-maxage=60", "Cache-Tag", "u-alice");
      });
      CompletableFuture<Seen> inFlight = rig.getLater("/a");
      await().until(() -> rig.origin.asked().size() == 1);
      invalidate("#u-alice");
      rig.later.runAll();
      gate.countDown();
      return inFlight.join();
    }

    @Test
    void outlivesThePurgeByDefault() {
      assertThat(fetchedAcrossAPurge().body()).isEqualTo("old");
      assertThat(rig.get("/a").cache()).isEqualTo("Hit");
    }

    @Test
    void isNotStoredWhereThatIsChosen() {
      restart(options -> options.inFlightAtPurge(InFlightAtPurge.DISCARDED));
      assertThat(fetchedAcrossAPurge().body()).isEqualTo("old");
      assertThat(rig.get("/a").cache()).isEqualTo("Miss");
    }
  }

  @Nested
  class PointsOfPresence {

    @Test
    void haveStoresOfTheirOwnAndArePurgedTogether() {
      restart(options -> options.pointsOfPresence(2));
      rig.get("/a", Edge.POP_HEADER, "0");
      Seen atTheOther = rig.get("/a", Edge.POP_HEADER, "1");
      assertThat(atTheOther.cache()).isEqualTo("Miss");
      assertThat(atTheOther.header("X-Amz-Cf-Pop")).isEqualTo("LOC51-P1");
      assertThat(rig.get("/a", Edge.POP_HEADER, "0").cache()).isEqualTo("Hit");
      assertThat(rig.get("/a", Edge.POP_HEADER, "1").cache()).isEqualTo("Hit");

      invalidate("#u-alice");
      rig.later.runAll();
      assertThat(rig.get("/a", Edge.POP_HEADER, "0").cache()).isEqualTo("Miss");
      assertThat(rig.get("/a", Edge.POP_HEADER, "1").cache()).isEqualTo("Miss");
    }

    @Test
    void takeTurnsWhereTheViewerDoesNotChoose() {
      restart(options -> options.pointsOfPresence(2));
      assertThat(rig.get("/a").header("X-Amz-Cf-Pop"))
          .isNotEqualTo(rig.get("/a").header("X-Amz-Cf-Pop"));
    }
  }

  @Test
  void aRealDelayPassesByItself() {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (Edge edge =
        Edge.start(
            new Distributions().build(),
            EdgeOptions.forOrigin(rig.origin.url()).invalidationDelay(Duration.ofMillis(20)))) {
      edge.onInvalidated((invalidation, at) -> heard.addAll(invalidation.items()));
      invalidateAt(edge, "#u-alice");
      await().until(() -> heard.contains("#u-alice"));
    }
  }

  /** Without the SDK, which has its turn in the test of the API. */
  private static void invalidateAt(Edge edge, String... items) {
    String paths =
        Arrays.stream(items).map(item -> "<Path>" + item + "</Path>").collect(Collectors.joining());
    String body =
        ("<InvalidationBatch><Paths><Quantity>%d</Quantity><Items>%s</Items></Paths>"
                + "<CallerReference>%s</CallerReference></InvalidationBatch>")
            .formatted(items.length, paths, UUID.randomUUID());
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    edge.cloudFrontEndpoint() + "/2020-05-31/distribution/E123/invalidation"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
