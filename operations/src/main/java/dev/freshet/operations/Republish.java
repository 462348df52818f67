package dev.freshet.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.invalidator.EventBus;
import dev.freshet.emulators.lambda.functions.Json;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Puts events that could not be applied to Redis on the bus once more. */
final class Republish implements Redrive.Way {
  private final EventBus bus;

  Republish(EventBridgeClient client, String busName) {
    this.bus = new EventBus(client, busName);
  }

  @Override
  public void giveBack(String body) throws OperationFailedException {
    JsonNode event =
        Json.parse(body)
            .filter(message -> message.path("detail").isObject())
            .orElseThrow(() -> new OperationFailedException("it holds no event"));
    EventBus.Entry entry =
        new EventBus.Entry(event.path("detail-type").asText(), event.path("detail").toString());
    if (bus.publish(List.of(entry)) == 0) {
      throw new OperationFailedException("the bus did not take its event");
    }
  }
}
