package dev.freshet.emulators.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.StartReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.StartReplayResponse;

class EventBridgeApiTest {
  private static final ArchiveSpec ARCHIVE =
      new ArchiveSpec(
          "kept",
          "arn:aws:events:us-east-1:000000000000:archive/kept",
          "things",
          Optional.of("{\"detail-type\":[\"Kept\"]}"),
          Optional.empty());
  private static final String BUS_ARN = "arn:aws:events:us-east-1:000000000000:event-bus/things";

  private final FakeQueues queues = new FakeQueues();
  private final Functions functions =
      TestFunctions.of(queues.sender(), ScriptedFunction.silent("f"));
  private final EventBuses buses =
      new EventBuses(
          BusSettings.local("us-east-1", "000000000000", Set.of("things")),
          List.of(),
          List.of(ARCHIVE),
          functions,
          queues.sender(),
          Clock.systemUTC());
  private final List<BusEvent> seen = new CopyOnWriteArrayList<>();
  private final WebServer server =
      WebServer.builder()
          .host("127.0.0.1")
          .port(0)
          .shutdownHook(false)
          .routing(routing -> routing.register("/", new EventBridgeApi(buses)))
          .build();
  private EventBridgeClient client = EventBridgeClient.builder().region(Region.US_EAST_1).build();

  @BeforeEach
  void start() {
    buses.tap(seen::add);
    server.start();
    client =
        EventBridgeClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.port()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop();
    buses.close();
    functions.close();
  }

  @Test
  void eventsArriveWithTheirIds() {
    PutEventsResponse answer =
        put(
            entry()
                .time(Instant.parse("2026-11-21T12:00:00.700Z"))
                .resources("arn:a", "arn:b")
                .build(),
            entry().eventBusName("arn:aws:events:us-east-1:000000000000:event-bus/things").build());

    assertThat(answer.failedEntryCount()).isZero();
    assertThat(answer.entries().getFirst().eventId())
        .isEqualTo(seen.getFirst().event().path("id").asText());
    assertThat(seen).extracting(BusEvent::bus).containsExactly("things", "things");
    assertThat(seen.getFirst().detailType()).isEqualTo("T");
    assertThat(seen.getFirst().event().path("time").asText()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(seen.getFirst().event().path("resources").toString())
        .isEqualTo("[\"arn:a\",\"arn:b\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "no source, InvalidArgument",
    "no detail type, InvalidArgument",
    "no detail, InvalidArgument",
    "a source of AWS, NotAuthorizedForSourceException",
    "malformed detail, MalformedDetail",
    "detail that is no object, MalformedDetail",
    "an unknown bus, ResourceNotFoundException",
  })
  void aBadEntryIsRefusedAndTheOthersAreNot(String fault, String code) {
    PutEventsRequestEntry bad =
        switch (fault) {
          case "no source" -> entry().source(null).build();
          case "no detail type" -> entry().detailType(null).build();
          case "no detail" -> entry().detail(null).build();
          case "a source of AWS" -> entry().source("aws.lambda").build();
          case "malformed detail" -> entry().detail("{not json").build();
          case "detail that is no object" -> entry().detail("[1]").build();
          default -> entry().eventBusName("unknown").build();
        };

    PutEventsResponse answer = put(bad, entry().build());

    assertThat(answer.failedEntryCount()).isOne();
    assertThat(answer.entries().getFirst().errorCode()).isEqualTo(code);
    assertThat(answer.entries().getFirst().errorMessage()).isNotBlank();
    assertThat(answer.entries().getLast().eventId()).isNotBlank();
    assertThat(seen).hasSize(1);
  }

  @Nested
  class ABusThatRefuses {

    @Test
    void failsWholeCallsAsAServiceInTroubleDoes() {
      buses.faults().puts().refuseCalls(1);

      assertThatExceptionOfType(EventBridgeException.class)
          .isThrownBy(() -> put(entry().build()))
          .matches(e -> e.statusCode() == 500 || e.statusCode() == 503)
          .matches(e ->
              List.of("InternalFailure", "ServiceUnavailable")
                  .contains(e.awsErrorDetails().errorCode()));
      assertThat(seen).isEmpty();
    }

    @Test
    void failsSingleEntriesWithErrorsThatMayBeRetried() {
      buses.faults().puts().refuseEntries(0.5);

      int failed = 0;
      for (int call = 0; call < 20; call++) {
        PutEventsResponse answer =
            put(Collections.nCopies(10, entry().build()).toArray(PutEventsRequestEntry[]::new));
        failed += answer.failedEntryCount();
        assertThat(answer.entries()).hasSize(10);
        assertThat(answer.entries())
            .filteredOn(result -> result.eventId() == null)
            .hasSize(answer.failedEntryCount())
            .extracting(PutEventsResultEntry::errorCode)
            .isSubsetOf("ThrottlingException", "InternalFailure");
      }

      assertThat(failed).isBetween(50, 150);
      assertThat(seen).hasSize(200 - failed);
    }

    @Test
    void takesEventsAgainWhenItIsCleared() {
      buses.faults().puts().refuseCalls(1);
      buses.faults().puts().refuseEntries(1);
      buses.faults().puts().clear();

      assertThat(put(entry().build()).failedEntryCount()).isZero();
    }
  }

  @Test
  void elevenEntriesAreTooMany() {
    PutEventsRequestEntry[] entries =
        Collections.nCopies(11, entry().build()).toArray(PutEventsRequestEntry[]::new);

    assertThatExceptionOfType(EventBridgeException.class)
        .isThrownBy(() -> put(entries))
        .matches(e -> "ValidationException".equals(e.awsErrorDetails().errorCode()));
    assertThat(seen).isEmpty();
  }

  @Test
  void aRequestOf256KilobytesIsTooLarge() {
    int others = "freshet".length() + "T".length() + "{'x':''}".length();
    PutEventsRequestEntry fits = entry().detail(detail(256 * 1024 - others - 1)).build();
    PutEventsRequestEntry tooLarge = entry().detail(detail(256 * 1024 - others)).build();

    assertThat(put(fits).failedEntryCount()).isZero();
    assertThatExceptionOfType(EventBridgeException.class)
        .isThrownBy(() -> put(tooLarge))
        .matches(e -> "ValidationException".equals(e.awsErrorDetails().errorCode()));
  }

  @Test
  void eventsOfATimeAreReplayedWithTheReplaysNameAndAreOtherwiseTheSame() {
    Instant noon = Instant.parse("2026-11-21T12:00:00Z");
    put(
        kept(noon.minusSeconds(1)).build(),
        kept(noon).build(),
        kept(noon.plusSeconds(59)).build(),
        kept(noon.plusSeconds(60)).build(),
        entry().time(noon).build());
    List<BusEvent> put = List.copyOf(seen);
    seen.clear();

    StartReplayResponse answer = replay("again", noon, noon.plusSeconds(60));
    await().until(() -> describe("again").state() == ReplayState.COMPLETED);

    assertThat(answer.replayArn()).endsWith("replay/again");
    assertThat(seen).hasSize(2);
    for (int i = 0; i < 2; i++) {
      ObjectNode expected = put.get(i + 1).event().deepCopy();
      assertThat(seen.get(i).event()).isEqualTo(expected.put("replay-name", "again"));
    }
    DescribeReplayResponse ended = describe("again");
    assertThat(ended.eventLastReplayedTime()).isEqualTo(noon.plusSeconds(59));
    assertThat(ended.replayEndTime()).isAfterOrEqualTo(ended.replayStartTime());
    assertThat(ended.eventSourceArn()).isEqualTo(ARCHIVE.arn());
  }

  @Test
  void whatWasReplayedIsNotArchivedOnceMore() {
    Instant noon = Instant.parse("2026-11-21T12:00:00Z");
    put(kept(noon).build());
    replay("first", noon, noon.plusSeconds(60));
    await().until(() -> describe("first").state() == ReplayState.COMPLETED);
    seen.clear();

    replay("second", noon, noon.plusSeconds(60));
    await().until(() -> describe("second").state() == ReplayState.COMPLETED);

    assertThat(seen).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "a name with a slash, ValidationException",
    "a name twice, ResourceAlreadyExistsException",
    "no such archive, ValidationException",
    "another bus, ValidationException",
    "an end before the start, ValidationException",
  })
  void aReplayThatCannotBeIsRefused(String fault, String code) {
    Instant noon = Instant.parse("2026-11-21T12:00:00Z");
    replay("taken", noon, noon.plusSeconds(1));
    StartReplayRequest.Builder good =
        StartReplayRequest.builder()
            .replayName("again")
            .eventSourceArn(ARCHIVE.arn())
            .eventStartTime(noon)
            .eventEndTime(noon.plusSeconds(60))
            .destination(to -> to.arn(BUS_ARN));
    StartReplayRequest bad =
        switch (fault) {
          case "a name with a slash" -> good.replayName("a/b").build();
          case "a name twice" -> good.replayName("taken").build();
          case "no such archive" -> good.eventSourceArn(ARCHIVE.arn() + "x").build();
          case "another bus" -> good.destination(to -> to.arn(BUS_ARN + "x")).build();
          default -> good.eventEndTime(noon).build();
        };

    assertThatExceptionOfType(EventBridgeException.class)
        .isThrownBy(() -> client.startReplay(bad))
        .matches(e -> code.equals(e.awsErrorDetails().errorCode()))
        .withMessageNotContaining("null");
  }

  @Test
  void aReplayThatNeverWasIsNotFound() {
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> describe("nothing"));
  }

  private StartReplayResponse replay(String name, Instant from, Instant to) {
    return client.startReplay(request ->
        request
            .replayName(name)
            .eventSourceArn(ARCHIVE.arn())
            .eventStartTime(from)
            .eventEndTime(to)
            .destination(destination -> destination.arn(BUS_ARN)));
  }

  private DescribeReplayResponse describe(String name) {
    return client.describeReplay(request -> request.replayName(name));
  }

  private static PutEventsRequestEntry.Builder kept(Instant time) {
    return entry().detailType("Kept").time(time);
  }

  private static String detail(int length) {
    return "{\"x\":\"" + "y".repeat(length) + "\"}";
  }

  private static PutEventsRequestEntry.Builder entry() {
    return PutEventsRequestEntry.builder()
        .eventBusName("things")
        .source("freshet")
        .detailType("T")
        .detail("{}");
  }

  private PutEventsResponse put(PutEventsRequestEntry... entries) {
    return client.putEvents(request -> request.entries(entries));
  }
}
