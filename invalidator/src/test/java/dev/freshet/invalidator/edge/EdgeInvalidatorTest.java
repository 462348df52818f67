package dev.freshet.invalidator.edge;

import static dev.freshet.invalidator.DestinationRecords.batch;
import static dev.freshet.invalidator.DestinationRecords.failure;
import static dev.freshet.invalidator.DestinationRecords.success;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.EdgeInvalidated;
import dev.freshet.domain.Event;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.EventSchemas;
import dev.freshet.invalidator.FakeBus;
import dev.freshet.invalidator.LambdaJson;
import dev.freshet.invalidator.NoContext;
import dev.freshet.invalidator.Written;
import dev.freshet.lambda.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.TooManyInvalidationsInProgressException;

class EdgeInvalidatorTest {
  private static final Instant EVICTED = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final EdgeCopy ALIVE = new EdgeCopy.AliveUntil(EVICTED.plusSeconds(300));

  private final FakeCloudFront cloudFront = new FakeCloudFront();
  private final FakeBus bus = new FakeBus();
  private final Written written = new Written();
  private Instant now = EVICTED.plus(WINDOW);
  private final EdgeInvalidator invalidator =
      new EdgeInvalidator(
          new PurgeGovernor(WINDOW),
          new Edge(cloudFront, "EDFDVBD6EXAMPLE"),
          new EventBus(bus, "freshet-bus"),
          written.metrics(InstantSource.system()),
          () -> now);

  @Nested
  class ABatch {

    @Test
    void purgesTheTagsOfTheViewsThatAreAliveAtTheEdge() {
      assertThat(
              returned(
                  evicted("k1", "u-alice", Map.of("dashboard", ALIVE)),
                  evicted("k2", "u-bob", Map.of("orders", ALIVE, "profile", none()))))
          .isEmpty();

      assertThat(cloudFront.purged()).containsExactly("#u-alice.dashboard", "#u-bob.orders");
      assertThat(cloudFront.requests())
          .singleElement()
          .satisfies(request -> {
            assertThat(request.distributionId()).isEqualTo("EDFDVBD6EXAMPLE");
            assertThat(request.invalidationBatch().paths().quantity()).isEqualTo(2);
          });
      assertThat(written.sum("PurgeCopyAlive")).isEqualTo(2);
      assertThat(written.sum("SkipNoCopy")).isEqualTo(1);
      assertThat(written.sum("PurgesPaid")).isEqualTo(2);
      assertThat(written.sum("CommitToPurge")).isEqualTo(2 * 2_200);
    }

    @Test
    void thatHasNothingAliveCallsNobody() {
      assertThat(returned(evicted("k1", "u-alice", Map.of("orders", none())))).isEmpty();

      assertThat(cloudFront.requests()).isEmpty();
      assertThat(bus.calls()).isEmpty();
    }

    @Test
    void paysForATagOnceHoweverManyChangesWantIt() {
      assertThat(
              returned(
                  evicted("k1", "u-alice", Map.of("orders", ALIVE)),
                  evicted("k2", "u-alice", Map.of("orders", ALIVE))))
          .isEmpty();

      assertThat(cloudFront.requests().getFirst().invalidationBatch().paths().items())
          .containsExactly("#u-alice.orders");
      assertThat(written.sum("PurgesWanted")).isEqualTo(2);
      assertThat(written.sum("PurgesPaid")).isEqualTo(1);
    }

    @Test
    void paysForTheOwnersTagInsteadOfSeveralViews() {
      returned(
          evicted("k1", "u-alice", Map.of("orders", ALIVE)),
          evicted("k2", "u-alice", Map.of("dashboard", new EdgeCopy.Unknown())));

      assertThat(cloudFront.purged()).containsExactly("#u-alice");
    }

    @Test
    void neverAsksForMoreThanMayBeInProgressAtOnce() {
      String[] messages =
          IntStream.range(0, 3_001)
              .mapToObj(n -> evicted("k" + n, "u-user" + n, Map.of("orders", ALIVE)))
              .toArray(String[]::new);

      assertThat(returned(messages)).isEmpty();

      assertThat(cloudFront.requests())
          .extracting(request -> request.invalidationBatch().paths().quantity())
          .containsExactly(3_000, 1);
      assertThat(cloudFront.purged()).hasSize(3_001);
    }
  }

  @Nested
  class Announcement {

    @Test
    void saysWhatWasPurgedAndForWhichChanges() {
      returned(
          evicted("k1", "u-alice", Map.of("orders", ALIVE)),
          evicted("k2", "u-bob", Map.of("orders", ALIVE)),
          evicted("k3", "u-carol", Map.of("orders", none())));

      assertThat(bus.accepted())
          .singleElement()
          .satisfies(entry -> {
            assertThat(entry.detailType()).isEqualTo("EdgeInvalidated");
            EventSchemas.assertValid(EdgeInvalidated.TYPE, entry.detail());
          });
      EdgeInvalidated event = bus.events(EdgeInvalidated.class).getFirst().data();
      assertThat(event.invalidationId()).isEqualTo("I0");
      assertThat(event.tags())
          .extracting(tag -> tag.value())
          .containsExactly("u-alice.orders", "u-bob.orders");
      assertThat(event.correlationIds()).containsExactly("request-k1", "request-k2");
    }

    @Test
    void ofALargePurgeIsSplitSoThatTheBusTakesIt() {
      String[] messages =
          IntStream.range(0, 3_000)
              .mapToObj(n -> evicted("k" + n, "u-user" + n, Map.of("orders", ALIVE)))
              .toArray(String[]::new);

      assertThat(returned(messages)).isEmpty();

      List<Event<EdgeInvalidated>> events = bus.events(EdgeInvalidated.class);
      assertThat(events).hasSizeGreaterThan(1);
      assertThat(events).extracting(event -> event.metadata().id()).doesNotHaveDuplicates();
      assertThat(events.stream().flatMap(event -> event.data().tags().stream()))
          .hasSize(3_000)
          .doesNotHaveDuplicates();
    }

    @Test
    void thatFailsDoesNotMakeThePurgeHappenAgain() {
      bus.goAway();

      assertThat(returned(evicted("k1", "u-alice", Map.of("orders", ALIVE)))).isEmpty();

      assertThat(cloudFront.purged()).containsExactly("#u-alice.orders");
      assertThat(written.sum("PurgesUnannounced")).isEqualTo(1);
    }
  }

  @Nested
  class ARefusal {

    @Test
    void returnsTheMessagesWhoseTagsItConcerns() {
      Map<String, SdkException> refusals = new LinkedHashMap<>();
      refusals.put(
          "InvalidationsTooManyInProgress",
          (SdkException) TooManyInvalidationsInProgressException.builder().build());
      refusals.put(
          "InvalidationsThrottled",
          (SdkException) CloudFrontException.builder().statusCode(429).build());
      refusals.put(
          "InvalidationsFailed",
          (SdkException) CloudFrontException.builder().statusCode(503).build());

      refusals.forEach((metric, refusal) -> {
        cloudFront.refuseNext(refusal);
        assertThat(
                returned(
                    evicted("k1", "u-alice", Map.of("orders", ALIVE)),
                    evicted("k2", "u-bob", Map.of("orders", none()))))
            .containsExactly("message-0");
        assertThat(written.sum(metric)).isEqualTo(1);
      });
      assertThat(cloudFront.purged()).isEmpty();
      assertThat(bus.calls()).isEmpty();
    }

    @Test
    void ofOneCallReturnsTheRestOfTheBatchWithoutAskingAgain() {
      cloudFront.refuseNext(SdkClientException.create("timed out"));
      String[] messages =
          IntStream.range(0, 3_001)
              .mapToObj(n -> evicted("k" + n, "u-user" + n, Map.of("orders", ALIVE)))
              .toArray(String[]::new);

      assertThat(returned(messages)).hasSize(3_001);
      assertThat(cloudFront.requests()).hasSize(1);
    }
  }

  @Nested
  class ARetry {

    @Test
    void afterALostAnswerIsTheSameInvalidation() {
      String[] messages = {
        evicted("k1", "u-alice", Map.of("orders", ALIVE)),
        evicted("k2", "u-bob", Map.of("orders", ALIVE))
      };
      cloudFront.loseNextAnswer();
      assertThat(returned(messages)).containsExactly("message-0", "message-1");
      now = now.plusSeconds(30);
      assertThat(returned(messages[1], messages[0])).isEmpty();

      assertThat(cloudFront.requests()).hasSize(2);
      assertThat(cloudFront.invalidations()).isEqualTo(1);
    }

    @Test
    void isAnotherInvalidationIfATagHasDiedOfItselfMeanwhile() {
      EdgeCopy dying = new EdgeCopy.AliveUntil(EVICTED.plusSeconds(20));
      String message = evicted("k1", "u-alice", Map.of("orders", ALIVE, "dashboard", dying));
      cloudFront.loseNextAnswer();
      assertThat(returned(message)).hasSize(1);
      now = now.plusSeconds(30);

      assertThat(returned(message)).isEmpty();
      assertThat(cloudFront.purged()).containsExactly("#u-alice", "#u-alice.orders");
    }

    @Test
    void isNotWhatAnEventIsThatIsReplayedAndEvictedAnew() {
      returned(evicted("k1", "u-alice", Map.of("orders", ALIVE)));
      now = now.plusSeconds(60);
      String anew = evicted("k1", "u-alice", Map.of("orders", ALIVE), EVICTED.plusSeconds(60));

      assertThat(returned(anew)).isEmpty();
      assertThat(cloudFront.invalidations()).isEqualTo(2);
    }
  }

  @Nested
  class AMessage {

    @Test
    void thatCameBeforeTheWindowWasOverGoesBackAndRedisStaysFirst() {
      now = EVICTED.plus(WINDOW).minusMillis(1);
      String message = evicted("k1", "u-alice", Map.of("orders", ALIVE));

      assertThat(returned(message)).containsExactly("message-0");
      assertThat(cloudFront.requests()).isEmpty();
      assertThat(written.sum("WaitForAnswersInFlight")).isEqualTo(1);

      now = EVICTED.plus(WINDOW);
      assertThat(returned(message)).isEmpty();
      assertThat(cloudFront.purged()).containsExactly("#u-alice.orders");
    }

    @Test
    void thatCannotBeReadGoesBackAndTheOthersGoOn() {
      String otherVersion =
          evicted("k1", "u-alice", Map.of("orders", ALIVE))
              .replace("\"version\":\"1\"", "\"version\":\"2\"");

      assertThat(
              returned(
                  "nonsense",
                  success("{}"),
                  success("null"),
                  failure("{}", "{\"errorType\":\"E\"}"),
                  otherVersion,
                  evicted("k2", "u-bob", Map.of("orders", ALIVE))))
          .containsExactly("message-0", "message-1", "message-2", "message-3", "message-4");

      assertThat(cloudFront.purged()).containsExactly("#u-bob.orders");
      assertThat(written.sum("MalformedMessages")).isEqualTo(5);
    }

    @Test
    void deliveredTwiceAndInReversedOrderPurgesTheSame() {
      String[] once = {
        evicted("k1", "u-alice", Map.of("orders", ALIVE)),
        evicted("k2", "u-bob", Map.of("dashboard", ALIVE, "orders", none())),
        evicted("k3", "u-carol", Map.of("profile", new EdgeCopy.Unknown()))
      };
      Stream.of(once).forEach(this::alone);
      var purged = cloudFront.purged();
      int invalidations = cloudFront.invalidations();

      Stream.of(once).toList().reversed().forEach(this::alone);

      assertThat(purged).containsExactly("#u-alice.orders", "#u-bob.dashboard", "#u-carol.profile");
      assertThat(cloudFront.purged()).isEqualTo(purged);
      assertThat(cloudFront.invalidations()).isEqualTo(invalidations);
    }

    private void alone(String message) {
      assertThat(returned(message)).isEmpty();
    }
  }

  /** The messages that go back, by the JSON that Lambda sends to the event source. */
  private List<String> returned(String... bodies) {
    Map<String, String> messages = new LinkedHashMap<>();
    for (String body : bodies) {
      messages.put("message-" + messages.size(), body);
    }
    SQSBatchResponse response = invalidator.handleRequest(batch(messages), new NoContext());
    JsonNode json = Json.read(LambdaJson.write(response, SQSBatchResponse.class), JsonNode.class);
    return json.get("batchItemFailures").findValuesAsText("itemIdentifier");
  }

  private static EdgeCopy none() {
    return new EdgeCopy.None();
  }

  private static String evicted(String key, String owner, Map<String, EdgeCopy> copies) {
    return evicted(key, owner, copies, EVICTED);
  }

  private static String evicted(
      String key, String owner, Map<String, EdgeCopy> copies, Instant evictedAt) {
    List<Eviction> evictions =
        copies.entrySet().stream()
            .map(copy -> new Eviction(new ViewName(copy.getKey()), copy.getValue()))
            .toList();
    Instant committedAt = EVICTED.minusMillis(200);
    return success(
        Json.write(
            new Event<>(
                new Event.Metadata(
                    "ViewsEvicted-" + key, "1", committedAt, committedAt, "request-" + key, key),
                new ViewsEvicted(Owner.parse(owner), evictedAt, evictions, null))));
  }
}
