package dev.freshet.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.domain.Event;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.push.Fakes.Call;
import dev.freshet.servers.DynamoDbLocal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The functions over a real table, with a management API and a queue that tests watch. */
class PushFunctionsIT {
  private static final DynamoDbLocal TABLES = DynamoDbLocal.start();
  private static final DynamoDbClient CLIENT = Fakes.client(TABLES.endpoint());
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final UserId ALICE = new UserId("alice");

  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  private final ConnectionStore store = new ConnectionStore(CLIENT, Fakes.newTable(CLIENT));
  private final Fakes.ManagementApi api = new Fakes.ManagementApi();
  private final Fakes.Queue queue = new Fakes.Queue();
  private final Metrics metrics = new Metrics("Test", "test", time::get, _ -> {});
  private final EndQueue ends = new EndQueue(queue, "https://queue");
  private final SocketHandler sockets = new SocketHandler(store, ends, metrics, time::get);
  private final ViewNotifier notifier =
      new ViewNotifier(store, new Sockets(api), metrics, time::get);
  private final ConnectionCloser closer =
      new ConnectionCloser(store, new Sockets(api), ends, metrics, time::get);

  @BeforeEach
  void aTicketOfAlice() {
    ticket("t", NOW.plus(Duration.ofHours(1)));
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    TABLES.close();
  }

  @Test
  void aTicketOpensOneConnectionAndIsThenUsedUp() {
    assertThat(connect("one", "t")).isEqualTo(200);
    assertThat(connect("two", "t")).isEqualTo(401);

    assertThat(store.of(ALICE)).extracting(Connection::id).containsExactly("one");
  }

  @Test
  void aTicketOpensNothingAfterThirtySecondsNorAfterTheEndOfItsToken() {
    ticket("short", NOW.plusSeconds(10));
    time.set(NOW.plusSeconds(10));
    assertThat(connect("one", "short")).isEqualTo(401);

    time.set(NOW.plus(PostTicketHandler.LIFETIME));
    assertThat(connect("one", "t")).isEqualTo(401);
    assertThat(connect("one", "made-up")).isEqualTo(401);
    assertThat(store.of(ALICE)).isEmpty();
  }

  @Test
  void aUserHasTwentyConnectionsAtMost() {
    IntStream.rangeClosed(1, ConnectionStore.MOST_PER_USER)
        .forEach(number -> {
          ticket("t" + number, NOW.plus(Duration.ofHours(1)));
          assertThat(connect("c" + number, "t" + number)).isEqualTo(200);
        });

    assertThat(connect("one-more", "t")).isEqualTo(429);
  }

  @Test
  void everyConnectionOfTheOwnerIsToldAndNoOther() {
    connect("one", "t");
    ticket("again", NOW.plus(Duration.ofHours(1)));
    connect("two", "again");
    store.put("bobs", new Ticket(new UserId("bob"), NOW.plusSeconds(60), NOW.plusSeconds(30)));
    connect("bobs", "bobs");

    assertThat(evicted(Owner.of(ALICE))).isEmpty();

    String message = "{\"views\":[\"orders\"],\"fresh\":" + NOW.toEpochMilli() + "}";
    assertThat(api.calls)
        .containsExactlyInAnyOrder(new Call("one", message), new Call("two", message));
  }

  @Test
  void aConnectionThatIsGoneIsForgottenUnlessItMayNotBeOpenYet() {
    connect("one", "t");
    api.gone.add("one");

    evicted(Owner.of(ALICE));
    assertThat(store.of(ALICE)).hasSize(1);

    time.set(NOW.plus(ViewNotifier.OPENING).plusSeconds(1));
    assertThat(evicted(Owner.of(ALICE))).isEmpty();
    assertThat(store.of(ALICE)).isEmpty();
    assertThat(store.find("one")).isEmpty();
  }

  @Test
  void aCallThatFailedBringsTheMessageBack() {
    connect("one", "t");
    api.failing.add("one");

    assertThat(evicted(Owner.of(ALICE))).containsExactly("m");
  }

  @Test
  void nothingIsSentAfterTheEndOfTheToken() {
    connect("one", "t");
    time.set(NOW.plus(Duration.ofHours(1)));

    assertThat(evicted(Owner.of(ALICE))).isEmpty();
    assertThat(api.calls).isEmpty();
  }

  @Test
  void aMessageThatCannotBeReadComesBackUntilItIsSetAside() {
    assertThat(failures(notifier.handleRequest(batch("nonsense"), Fakes.CONTEXT)))
        .containsExactly("m");
  }

  @Test
  void aConnectionIsClosedAtTheEndOfItsTokenAndNotBefore() {
    connect("one", "t");
    assertThat(queue.delays).containsExactly(900);

    time.set(NOW.plus(Duration.ofMinutes(15)));
    assertThat(failures(closer.handleRequest(batch(queue.bodies.getFirst()), Fakes.CONTEXT)))
        .containsExactly("m");
    assertThat(queue.hidden).containsExactly(45 * 60);
    assertThat(api.closed).isEmpty();

    time.set(NOW.plus(Duration.ofHours(1)));
    assertThat(failures(closer.handleRequest(batch(queue.bodies.getFirst()), Fakes.CONTEXT)))
        .isEmpty();
    assertThat(api.closed).containsExactly("one");
    assertThat(store.of(ALICE)).isEmpty();
  }

  @Test
  void aConnectionThatEndedIsForgotten() {
    connect("one", "t");

    sockets.handleRequest(event("$disconnect", "one", Map.of()));

    assertThat(store.of(ALICE)).isEmpty();
    assertThat(store.find("one")).isEmpty();
  }

  private void ticket(String text, Instant tokenExpiry) {
    store.put(text, new Ticket(ALICE, tokenExpiry, time.get().plus(PostTicketHandler.LIFETIME)));
  }

  private int connect(String id, String ticket) {
    return sockets.handleRequest(event("$connect", id, Map.of("ticket", ticket))).getStatusCode();
  }

  private static APIGatewayV2WebSocketEvent event(
      String route, String id, Map<String, String> query) {
    var context = new APIGatewayV2WebSocketEvent.RequestContext();
    context.setRouteKey(route);
    context.setConnectionId(id);
    APIGatewayV2WebSocketEvent event = new APIGatewayV2WebSocketEvent();
    event.setRequestContext(context);
    event.setQueryStringParameters(query);
    return event;
  }

  /** Returns the messages that come back. */
  private List<String> evicted(Owner owner) {
    ViewsEvicted evicted =
        new ViewsEvicted(
            owner, NOW, false, List.of(new ViewsEvicted.Eviction(new ViewName("orders"), null)));
    Event.Metadata metadata = new Event.Metadata("id", Event.VERSION, NOW, NOW, "c", "k");
    String body = "{\"detail\":{\"events\":[" + Json.write(new Event<>(metadata, evicted)) + "]}}";
    return failures(notifier.handleRequest(batch(body), Fakes.CONTEXT));
  }

  private static SQSEvent batch(String body) {
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setMessageId("m");
    message.setReceiptHandle("r");
    message.setBody(body);
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    return event;
  }

  private static List<String> failures(SQSBatchResponse response) {
    return response.getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }
}
