package dev.freshet.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.local.faults.FaultPanel;
import dev.freshet.local.faults.FaultRefusedException;
import dev.freshet.local.faults.FaultStatus;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The fault panel over HTTP: GET, PUT and DELETE of {@code /faults}, in JSON. */
final class FaultRoutes implements HttpService {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FaultPanel panel;

  FaultRoutes(FaultPanel panel) {
    this.panel = panel;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", (_, response) -> answer(response, () -> all(panel.list())))
        .put("/{name}", (request, response) -> answer(response, () -> set(request)))
        .delete("/{name}", (request, response) -> answer(response, () -> clear(request)))
        .delete("/", (_, response) -> answer(response, this::clearAll));
  }

  private ObjectNode set(ServerRequest request) {
    return one(panel.set(name(request), settings(request)));
  }

  private ObjectNode clear(ServerRequest request) {
    return one(panel.clear(name(request)));
  }

  private ObjectNode clearAll() {
    panel.clearAll();
    return all(panel.list());
  }

  private static String name(ServerRequest request) {
    return request.path().pathParameters().get("name");
  }

  /** The body: an object of texts and numbers, or nothing at all. */
  private static Map<String, String> settings(ServerRequest request) {
    String body = request.content().hasEntity() ? request.content().as(String.class) : "{}";
    Map<String, String> settings = new TreeMap<>();
    JsonNode given = parse(body);
    given.fieldNames().forEachRemaining(each -> settings.put(each, given.path(each).asText()));
    return settings;
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode given = JSON.readTree(body);
      if (given.isObject()) {
        return given;
      }
    } catch (JsonProcessingException e) {
      throw new NotAnObjectException(e);
    }
    throw new NotAnObjectException(null);
  }

  private static void answer(ServerResponse response, Supplier<ObjectNode> result) {
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    try {
      response.send(result.get().toString());
    } catch (FaultRefusedException e) {
      refuse(response, e.reason());
    } catch (NotAnObjectException e) {
      refuse(response, "the body must be a JSON object, such as {\"rate\": 0.3, \"for\": \"30s\"}");
    }
  }

  private static void refuse(ServerResponse response, String reason) {
    response
        .status(Status.BAD_REQUEST_400)
        .send(JSON.createObjectNode().put("message", reason).toString());
  }

  private static ObjectNode all(List<FaultStatus> faults) {
    ObjectNode node = JSON.createObjectNode();
    ArrayNode array = node.putArray("faults");
    faults.forEach(fault -> array.add(one(fault)));
    return node;
  }

  private static ObjectNode one(FaultStatus fault) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", fault.name()).put("description", fault.description()).put("on", fault.on());
    ObjectNode values = node.putObject("values");
    new TreeMap<>(fault.values()).forEach(values::put);
    fault.until().ifPresent(until -> node.put("until", until.toString()));
    ArrayNode settings = node.putArray("settings");
    fault
        .settings()
        .forEach(setting ->
            settings
                .addObject()
                .put("name", setting.name())
                .put("default", setting.byDefault())
                .put("expected", setting.expected()));
    return node;
  }

  private static final class NotAnObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAnObjectException(@org.jspecify.annotations.Nullable Throwable cause) {
      super(cause);
    }
  }
}
