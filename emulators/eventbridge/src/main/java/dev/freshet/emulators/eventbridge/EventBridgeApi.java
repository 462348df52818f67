package dev.freshet.emulators.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.eventbridge.PutResult.Accepted;
import dev.freshet.emulators.eventbridge.PutResult.Refused;
import dev.freshet.emulators.lambda.functions.Json;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * EventBridge's {@code PutEvents}, {@code StartReplay} and {@code DescribeReplay} over HTTP, for
 * the SDK's {@code EventBridgeClient}: a POST to the root whose operation is named by {@code
 * X-Amz-Target}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class EventBridgeApi implements HttpService {
  /** No request may hold more entries. */
  static final int MOST_ENTRIES = 10;

  /** All entries of a request together must be smaller. */
  static final int LARGEST_REQUEST = 256 * 1024;

  private static final HeaderName TARGET = HeaderNames.create("X-Amz-Target");
  private static final HeaderName REQUEST_ID = HeaderNames.create("x-amzn-RequestId");
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private final EventBuses buses;
  private final ReplayCalls replays;

  public EventBridgeApi(EventBuses buses) {
    this.buses = buses;
    this.replays = new ReplayCalls(buses.replays());
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/", this::operation);
  }

  private void operation(ServerRequest request, ServerResponse response) {
    String target = request.headers().first(TARGET).orElse("");
    Optional<JsonNode> body =
        request.content().hasEntity()
            ? Json.parse(request.content().as(String.class))
            : Optional.empty();
    try {
      JsonNode asked =
          body.orElseThrow(() ->
              new RequestRefusedException("SerializationException", "The request is not JSON"));
      send(response, 200, answer(target, asked));
    } catch (RequestRefusedException refusal) {
      send(
          response,
          refusal.status(),
          Json.object().put("__type", refusal.type()).put("message", refusal.getMessage()));
    }
  }

  private ObjectNode answer(String target, JsonNode request) {
    return switch (target) {
      case "AWSEvents.PutEvents" -> putEvents(request.path("Entries"));
      case "AWSEvents.StartReplay" -> replays.start(request);
      case "AWSEvents.DescribeReplay" -> replays.describe(request);
      default ->
          throw new RequestRefusedException(
              "UnknownOperationException", "Unknown operation: " + target);
    };
  }

  private ObjectNode putEvents(JsonNode entries) {
    buses.faults().puts().befallCall();
    if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      throw new RequestRefusedException(
          "ValidationException",
          "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must"
              + " have length between 1 and 10");
    }
    List<PutEntry> read = new ArrayList<>();
    entries.forEach(entry -> read.add(read(entry)));
    if (read.stream().mapToInt(PutEntry::size).sum() >= LARGEST_REQUEST) {
      throw new RequestRefusedException(
          "ValidationException", "Total size of the entries in the request is over the limit.");
    }
    return answer(read.stream().map(buses::put).toList());
  }

  private static ObjectNode answer(List<PutResult> results) {
    ObjectNode answer = Json.object();
    ArrayNode entries = answer.putArray("Entries");
    int failed = 0;
    for (PutResult result : results) {
      switch (result) {
        case Accepted accepted -> entries.addObject().put("EventId", accepted.eventId());
        case Refused refused -> {
          failed++;
          entries
              .addObject()
              .put("ErrorCode", refused.code())
              .put("ErrorMessage", refused.message());
        }
      }
    }
    return answer.put("FailedEntryCount", failed);
  }

  private static PutEntry read(JsonNode entry) {
    List<String> resources = new ArrayList<>();
    entry.path("Resources").forEach(resource -> resources.add(resource.asText()));
    return new PutEntry(
        text(entry, "EventBusName"),
        text(entry, "Source"),
        text(entry, "DetailType"),
        text(entry, "Detail"),
        resources,
        Optional.of(entry.path("Time"))
            .filter(JsonNode::isNumber)
            .map(time -> Instant.ofEpochMilli((long) (time.asDouble() * 1000))));
  }

  private static Optional<String> text(JsonNode entry, String name) {
    return Optional.of(entry.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static void send(ServerResponse response, int status, ObjectNode body) {
    response
        .status(status)
        .header(REQUEST_ID, UUID.randomUUID().toString())
        .header(HeaderNames.CONTENT_TYPE, CONTENT_TYPE)
        .send(body.toString());
  }
}
