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
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.domain.ViewsEvicted.Witness;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.EventSchemas;
import dev.freshet.invalidator.FakeBus;
import dev.freshet.invalidator.LambdaJson;
import dev.freshet.invalidator.NoContext;
import dev.freshet.invalidator.Written;
import dev.freshet.invalidator.governor.Governance;
import dev.freshet.invalidator.governor.GovernorLimits;
import dev.freshet.lambda.json.Json;
import dev.freshet.table.governor.InMemoryGovernorState;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  private static final int BUDGET = 10_000;

  private final InMemoryGovernorState shared = new InMemoryGovernorState();
  private Instant now = EVICTED.plus(WINDOW);
  private final FakeCloudFront cloudFront = new FakeCloudFront(() -> now);
  private final FakeBus bus = new FakeBus();
  private final Written written = new Written();
  private final EdgeInvalidator invalidator = invalidator(BUDGET);

  private EdgeInvalidator invalidator(int purgesPerMonth) {
    return new EdgeInvalidator(
        new Governance(
            shared,
            (_, _) -> {},
            ViewCatalogue.FRESHET,
            new ProtocolTimes(WINDOW, Duration.ofMillis(500)),
            purgesPerMonth),
        new Edge(cloudFront, "EDFDVBD6EXAMPLE"),
        new EventBus(bus, "freshet-bus"),
        written.metrics(InstantSource.system()),
        () -> now);
  }

  @Nested
  class ARename {

    @Test
    void isOnePurgeForAllPagesThatShowTheCardAndForTheOwnViewsThatShowTheName() {
      returned(evicted("k", "u-bob", Map.of("card", ALIVE, "dashboard", ALIVE, "profile", ALIVE)));

      assertThat(cloudFront.purged()).containsExactly("#c-bob");
      assertThat(written.sum("PurgesWanted")).isEqualTo(3);
      assertThat(written.sum("PurgesPaid")).isEqualTo(1);
    }

    @Test
    void ofWhomNobodyElseShowsPurgesTheOwnViewsOnly() {
      returned(evicted("k", "u-bob", Map.of("card", none(), "dashboard", ALIVE)));

      assertThat(cloudFront.purged()).containsExactly("#u-bob.dashboard");
    }

    @Test
    void besideAnotherChangePurgesThatChangesViewsAsWell() {
      returned(
          evicted("k1", "u-bob", Map.of("card", ALIVE, "dashboard", ALIVE)),
          evicted("k2", "u-bob", Map.of("orders", ALIVE)));

      assertThat(cloudFront.purged()).containsExactly("#c-bob", "#u-bob.orders");
    }

    @Test
    void isNotTakenForPurgedWithTheOwnersViewsWhichTheCardIsNoneOf() {
      now = EVICTED.plusSeconds(10);
      returned(evicted("k1", "u-bob", Map.of("orders", ALIVE, "followers", ALIVE)));
      returned(evicted("k2", "u-bob", Map.of("card", ALIVE)));

      assertThat(cloudFront.purged()).containsExactly("#c-bob", "#u-bob");
    }

    @Test
    void countsAsAPurgeOfTheOwnViewsThatItTookAlong() {
      now = EVICTED.plusSeconds(10);
      returned(evicted("k1", "u-bob", Map.of("card", ALIVE)));
      returned(evicted("k2", "u-bob", Map.of("dashboard", ALIVE, "orders", ALIVE)));

      assertThat(cloudFront.purged()).containsExactly("#c-bob", "#u-bob.orders");
      assertThat(written.sum("SkipPurgedAlready")).isEqualTo(1);
    }
  }

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

      assertThat(returned(messages)).hasSize(1);
      assertThat(cloudFront.purged()).hasSize(3_000);
      assertThat(written.sum("WaitForRoom")).isEqualTo(1);

      String more = evicted("k", "u-another", Map.of("orders", ALIVE));
      now = now.plus(GovernorLimits.COUNTED_FOR).minusMillis(1);
      assertThat(returned(more)).hasSize(1);
      now = now.plusMillis(1);
      assertThat(returned(more)).isEmpty();
    }

    @Test
    void thatComesTooSoonAfterOthersGoesBack() {
      for (int i = 0; i < GovernorLimits.BURST; i++) {
        assertThat(returned(evicted("k" + i, "u-user" + i, Map.of("orders", ALIVE)))).isEmpty();
      }
      String next = evicted("k", "u-another", Map.of("orders", ALIVE));

      assertThat(returned(next)).containsExactly("message-0");
      assertThat(written.sum("WaitForPace")).isEqualTo(1);
      now = now.plusSeconds(1);
      assertThat(returned(next)).isEmpty();
    }
  }

  @Nested
  class AcrossBatches {

    @Test
    void whatWasPurgedOnceItsAnswersHadArrivedIsNotPurgedAgain() {
      now = EVICTED.plusSeconds(10);
      returned(evicted("k1", "u-alice", Map.of("orders", ALIVE)));
      returned(
          evicted("k2", "u-alice", Map.of("orders", ALIVE), EVICTED.plusMillis(7_500)),
          evicted("k3", "u-alice", Map.of("dashboard", ALIVE)));

      assertThat(cloudFront.purged()).containsExactly("#u-alice.dashboard", "#u-alice.orders");
      assertThat(written.sum("SkipPurgedAlready")).isEqualTo(1);

      returned(evicted("k4", "u-alice", Map.of("orders", ALIVE), EVICTED.plusMillis(7_501)));
      assertThat(cloudFront.invalidations()).isEqualTo(3);
    }

    @Test
    void theOwnersTagStandsForAllOfTheViews() {
      now = EVICTED.plusSeconds(10);
      returned(evicted("k1", "u-alice", Map.of("orders", ALIVE, "dashboard", ALIVE)));

      returned(evicted("k2", "u-alice", Map.of("profile", ALIVE)));
      assertThat(cloudFront.purged()).containsExactly("#u-alice");
    }
  }

  @Nested
  class AMissingMark {

    @Test
    void isPurgedUntilRedisHasLostNothingForAsLongAsCopiesLive() {
      Witness witness = new Witness("run1", 0, 0);
      returned(missing("k1", "u-alice", witness, EVICTED));
      assertThat(written.sum("PurgeMarkLost")).isEqualTo(1);
      assertThat(cloudFront.purged()).containsExactly("#u-alice.orders");

      Instant later = EVICTED.plus(Duration.ofMinutes(31));
      now = later.plus(WINDOW);
      returned(missing("k2", "u-bob", witness, later));
      assertThat(written.sum("SkipNoCopy")).isEqualTo(1);

      returned(missing("k3", "u-bob", new Witness("run1", 1, 0), later));
      assertThat(cloudFront.purged()).contains("#u-bob.orders");
    }

    @Test
    void costsOnePurgeOfAViewHoweverOftenItChanges() {
      Witness witness = new Witness("run1", 0, 0);
      now = EVICTED.plusSeconds(10);
      for (int i = 0; i < 5; i++) {
        returned(missing("k" + i, "u-alice", witness, EVICTED.plusSeconds(i)));
      }
      now = EVICTED.plusSeconds(60);
      returned(missing("k9", "u-alice", witness, EVICTED.plusSeconds(50)));

      assertThat(written.sum("PurgesPaid")).isEqualTo(1);
      assertThat(written.sum("SkipPurgedSinceLoss")).isEqualTo(5);
    }

    private String missing(String key, String owner, Witness witness, Instant at) {
      return evicted(key, owner, Map.of("orders", none()), at, witness);
    }
  }

  @Nested
  class ABudget {
    private static final int PURGES = 10;

    private final EdgeInvalidator invalidator = invalidator(PURGES);

    @Test
    void isKeptAndTheRestWaitsForOneWipeOfEverything() {
      List<String> messages =
          IntStream.range(0, PURGES + 5)
              .mapToObj(n -> evicted("k" + n, "u-user" + n, Map.of("orders", ALIVE)))
              .toList();
      String[] all = messages.toArray(String[]::new);
      assertThat(returnedBy(invalidator, all)).hasSize(6);
      assertThat(written.sum("WaitForBudget")).isEqualTo(6);

      now = now.plusSeconds(30);
      String[] rest = messages.subList(PURGES - 1, messages.size()).toArray(String[]::new);
      assertThat(returnedBy(invalidator, rest)).hasSize(6);
      assertThat(written.sum("WaitForWipe")).isEqualTo(6);
      assertThat(cloudFront.purged()).hasSize(PURGES - 1).doesNotContain("/*");

      now = now.plus(GovernorLimits.LIMIT_IN_FORCE_AFTER);
      assertThat(returnedBy(invalidator, rest)).isEmpty();
      assertThat(cloudFront.purged()).hasSize(PURGES).contains("/*");
      assertThat(written.sum("SkipBudgetSpent")).isEqualTo(6);
      assertThat(written.sum("PurgesPaid")).isEqualTo(PURGES);

      String later = evicted("k", "u-late", Map.of("orders", ALIVE), now.minusSeconds(3));
      assertThat(returnedBy(invalidator(PURGES), later)).hasSize(1);
      assertThat(returnedBy(invalidator, later)).isEmpty();
      assertThat(cloudFront.purged()).hasSize(PURGES);
    }

    @Test
    void isNotChargedForWhatCloudFrontRefused() {
      cloudFront.refuseNext(
          (SdkException) TooManyInvalidationsInProgressException.builder().build());
      returnedBy(invalidator, evicted("k", "u-alice", Map.of("orders", ALIVE)));

      assertThat(shared.spent(YearMonth.of(2026, 1))).isZero();
    }

    @Test
    void isChargedForWhatMayHaveHappened() {
      cloudFront.loseNextAnswer();
      returnedBy(invalidator, evicted("k", "u-alice", Map.of("orders", ALIVE)));

      assertThat(shared.spent(YearMonth.of(2026, 1))).isEqualTo(1);
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
        now = now.plus(GovernorLimits.LONGEST_PAUSE);
      });
      assertThat(cloudFront.purged()).isEmpty();
      assertThat(bus.calls()).isEmpty();
    }

    @Test
    void isFollowedByAPause() {
      cloudFront.refuseNext(SdkClientException.create("timed out"));
      String message = evicted("k1", "u-alice", Map.of("orders", ALIVE));
      assertThat(returned(message)).hasSize(1);

      assertThat(returned(message)).hasSize(1);
      assertThat(cloudFront.requests()).hasSize(1);
      now = now.plus(GovernorLimits.FIRST_PAUSE);
      assertThat(returned(message)).isEmpty();
    }
  }

  @Nested
  class ARetry {

    @Test
    void purgesNothingThatReachedTheEdgeSinceTheFirstTry() {
      String first = evicted("k1", "u-alice", Map.of("orders", ALIVE));
      cloudFront.loseNextAnswer();
      assertThat(returned(first)).hasSize(1);
      Instant later = now.plusSeconds(10);
      now = now.plusSeconds(30);
      assertThat(returned(first)).isEmpty();
      assertThat(cloudFront.invalidations()).isEqualTo(1);

      returned(evicted("k2", "u-alice", Map.of("orders", ALIVE), later));
      assertThat(cloudFront.invalidations()).isEqualTo(2);
    }

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
      now = now.plus(GovernorLimits.REFILL);
      assertThat(returned(message)).isEmpty();
    }
  }

  /** The messages that go back, by the JSON that Lambda sends to the event source. */
  private List<String> returned(String... bodies) {
    return returnedBy(invalidator, bodies);
  }

  private static List<String> returnedBy(EdgeInvalidator invalidator, String... bodies) {
    Map<String, String> messages = new LinkedHashMap<>();
    for (String body : bodies) {
      messages.put("message-" + messages.size(), body);
    }
    SQSBatchResponse response = invalidator.handleRequest(batch(messages), NoContext.create());
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
    return evicted(key, owner, copies, evictedAt, null);
  }

  private static String evicted(
      String key,
      String owner,
      Map<String, EdgeCopy> copies,
      Instant evictedAt,
      @Nullable Witness witness) {
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
                new ViewsEvicted(Owner.parse(owner), evictedAt, evictions, witness))));
  }
}
