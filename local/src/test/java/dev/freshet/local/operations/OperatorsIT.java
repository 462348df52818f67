package dev.freshet.local.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.local.system.ChangeStep;
import dev.freshet.local.system.ChangeStep.Kind;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.RunningStack;
import dev.freshet.local.system.SignUp;
import dev.freshet.local.system.SystemOptions;
import dev.freshet.operations.DeadLetters;
import dev.freshet.operations.Flush;
import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Redrive;
import dev.freshet.operations.ReplayChanges;
import dev.freshet.viewcache.redis.ViewKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Redis holds a page that is stale, in a way that nothing but an operator sees. */
class OperatorsIT {
  private static final UserId ALICE = new UserId("alice");
  private static final ViewKeys PROFILE = ViewKeys.of(Owner.of(ALICE), new ViewName("profile"));
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String IMAGES =
      "\"OldImage\": {\"name\": {\"S\": \"a\"}}, \"NewImage\": {\"name\": {\"S\": \"b\"}}";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static LocalSystem system;
  private static RunningStack stack;
  private static RedisClient redisClient;
  private static RedisCommands<String, String> redis;

  @BeforeAll
  static void start() throws Exception {
    system =
        LocalSystem.start(
            SystemOptions.of(Path.of("..", "template.yaml")).purgeWindow(Duration.ofSeconds(1)));
    SignUp.settled(system, ALICE.value());
    stack = RunningStack.of(system);
    redisClient = RedisClient.create(system.redis().uri().toString());
    redis = redisClient.connect().sync();
  }

  @AfterAll
  static void stop() {
    redisClient.shutdown();
    system.close();
  }

  @Nested
  class AFlush {

    @Test
    void clearsRedisAndPurgesTheEdgeWhateverIsKnownOfLeases() throws Exception {
      String token = system.token(ALICE, Duration.ofHours(1));
      await("a copy at the edge")
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(get(token).headers().firstValue("X-Cache"))
                  .contains("Hit from cloudfront"));

      String id = new Flush(stack, Clock.systemUTC()).flush(ALICE);

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(steps(id)).contains(Kind.PURGE_ISSUED, Kind.PURGED));
      assertThat(redis.exists(PROFILE.pages())).isZero();
      assertThat(get(token).headers().firstValue("X-Cache")).contains("Miss from cloudfront");
    }

    @Test
    void ofAUserWhoDoesNotExistIsRefused() {
      assertThatExceptionOfType(OperationFailedException.class)
          .isThrownBy(() -> new Flush(stack, Clock.systemUTC()).flush(new UserId("nobody-here")))
          .withMessage("unknown user nobody-here");
    }
  }

  @Nested
  class AReplay {

    @Test
    void ofTheTimeOfALostEvictionHealsWhatItLeftStale() throws Exception {
      Instant before = Clock.systemUTC().instant();
      String name = changeLeavingAStalePage();

      String replay =
          new ReplayChanges(stack).replay(before, Clock.systemUTC().instant().plusSeconds(1));

      assertThat(replay).startsWith("freshet-");
      awaitName(name);
    }

    @Test
    void ofNoTimeAtAllIsRefused() {
      Instant now = Clock.systemUTC().instant();
      assertThatExceptionOfType(OperationFailedException.class)
          .isThrownBy(() -> new ReplayChanges(stack).replay(now, now.minusSeconds(60)))
          .withMessageContaining("must end after it begins");
    }
  }

  @Nested
  class ARedrive {

    @Test
    void ofTheChangeQueuePutsItsEventsOnTheBusOnceMore() throws Exception {
      String name = changeLeavingAStalePage();
      String event =
          """
          {"source": "freshet", "detail-type": "UserDataChanged", "detail": {"events": [{"metadata": {
          "id": "UserDataChanged-0123456789abcdef0123456789abcdef", "version": "1",
          "occurredAt": "2026-01-01T12:00:00.000Z", "committedAt": "2026-01-01T12:00:00.000Z",
          "correlationId": "c", "idempotencyKey": "%s"}, "data": {"owner": "u-alice",
          "views": ["profile"], "changes": [{"item": "PROFILE", "kind": "MODIFY",
          "attributes": ["name"]}]}}]}}\
          """
              .formatted(UUID.randomUUID());
      send("ChangeDlqUrl", event);
      send("ChangeDlqUrl", "no JSON");

      Redrive.Result result = new Redrive(stack).redrive(DeadLetters.CHANGE);

      assertThat(result.moved()).isOne();
      assertThat(result.left()).singleElement().asString().endsWith("it holds no event");
      awaitName(name);
    }

    @Test
    void ofTheStreamsQueuePublishesItsRecordsAndLeavesThoseThatAreStillPoison() throws Exception {
      String name = changeLeavingAStalePage();
      send("StreamDlqUrl", record("PROFILE", IMAGES));
      send("StreamDlqUrl", record("NOBODY-KNOWS-ME", IMAGES));
      send("StreamDlqUrl", "{}");

      Redrive.Result result = new Redrive(stack).redrive(DeadLetters.STREAM);

      assertThat(result.moved()).isOne();
      assertThat(result.left())
          .hasSize(2)
          .anySatisfy(line -> assertThat(line).contains("still cannot publish record"))
          .anySatisfy(line -> assertThat(line).endsWith("it holds no stream record"));
      awaitName(name);
    }

    @Test
    void ofARecordWithoutItsImagesFlushesItsOwner() throws Exception {
      String name = changeLeavingAStalePage();
      send("StreamDlqUrl", record("NOBODY-KNOWS-ME", "\"StreamViewType\":\"KEYS_ONLY\""));

      Redrive.Result result = new Redrive(stack).redrive(DeadLetters.STREAM);

      assertThat(result.moved()).as("%s", result).isOne();
      awaitName(name);
    }

    @Test
    void ofThePurgeQueueLetsTheQueueMoveItsMessagesBack() throws Exception {
      send(
          "PurgeDlqUrl",
          """
          {"events": [{"metadata": {"id": "ViewsEvicted-0123456789abcdef0123456789abcdef", "version": "1",
          "occurredAt": "2026-01-01T12:00:00.000Z", "committedAt": "2026-01-01T12:00:00.000Z",
          "correlationId": "c", "idempotencyKey": "k"}, "data": {"owner": "u-alice",
          "evictedAt": "2026-01-01T12:00:00.000Z", "unconditional": false,
          "evictions": [{"view": "profile"}]}}]}\
          """);
      await().atMost(PATIENCE).until(() -> purges() == 1);

      assertThat(new Redrive(stack).redrive(DeadLetters.PURGE).moved()).isOne();

      await().atMost(PATIENCE).until(() -> purges() == 0);
    }

    @Test
    void anUnknownQueueIsRejectedWithTheKnownNames() {
      assertThatExceptionOfType(OperationFailedException.class)
          .isThrownBy(() -> DeadLetters.parse("PurgeDlq"))
          .withMessage("unknown queue 'PurgeDlq': stream, change, purge, deletion");
    }

    private int purges() throws OperationFailedException {
      return new Redrive(stack).counts().getOrDefault(DeadLetters.PURGE, -1);
    }

    private void send(String output, String body) {
      system
          .sqs()
          .sendMessage(request -> request.queueUrl(system.output(output)).messageBody(body));
    }

    /** A letter about one of alice's items. */
    private static String record(String sortKey, String images) {
      return """
      {"eventID": "%s", "eventName": "MODIFY", "imagesOmitted": %s, "dynamodb": {
      "ApproximateCreationDateTime": 1767268800, "SequenceNumber": "1",
      "Keys": {"pk": {"S": "USER#alice"}, "sk": {"S": "%s"}}, %s}}\
      """
          .formatted(UUID.randomUUID(), !images.equals(IMAGES), sortKey, images);
    }
  }

  /** Returns the name that alice has now, which Redis' page does not show. */
  private static String changeLeavingAStalePage() throws Exception {
    get(system.token(ALICE, Duration.ofHours(1)));
    Map<String, String> page = redis.hgetall(PROFILE.pages());
    assertThat(page).isNotEmpty();
    String name = "Alice " + UUID.randomUUID();
    String correlationId = put(name).headers().firstValue("X-Correlation-Id").orElseThrow();
    await().atMost(PATIENCE).until(() -> steps(correlationId).contains(Kind.EVICTED));
    redis.hset(PROFILE.pages(), page);
    assertThat(get(system.token(ALICE, Duration.ofHours(1))).body()).doesNotContain(name);
    return name;
  }

  private static void awaitName(String name) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(get(system.token(ALICE, Duration.ofHours(1))).body()).contains(name));
  }

  private static List<Kind> steps(String correlationId) {
    return system.changes().steps(correlationId).stream().map(ChangeStep::kind).toList();
  }

  private static HttpResponse<String> get(String token) throws IOException, InterruptedException {
    return HTTP.send(request(token).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> put(String name) throws IOException, InterruptedException {
    String body = "{\"name\":\"" + name + "\",\"email\":\"alice@example.com\"}";
    return HTTP.send(
        request(system.token(ALICE, Duration.ofHours(1)))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .header("If-Match", "*")
            .header("Content-Type", "application/json")
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String token) {
    return HttpRequest.newBuilder(system.url().resolve("/profile"))
        .header("Authorization", "Bearer " + token);
  }
}
