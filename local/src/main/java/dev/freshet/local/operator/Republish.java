package dev.freshet.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.invalidator.EventBus;
import dev.freshet.local.functions.Json;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Puts events that the evictor could not apply on the bus once more. The queue has them as the bus
 * gave them up, and as Lambda did: in the record of an invocation.
 */
final class Republish implements Redrive.Way {
  private final EventBus bus;

  Republish(EventBridgeClient client, String busName) {
    this.bus = new EventBus(client, busName);
  }

  @Override
  public void giveBack(String body) throws OperationFailedException {
    JsonNode event =
        Json.parse(body)
            .map(message ->
                message.path("requestPayload").isObject()
                    ? message.path("requestPayload")
                    : message)
            .filter(message -> message.path("detail").isObject())
            .orElseThrow(() -> new OperationFailedException("it holds no event"));
    EventBus.Entry entry =
        new EventBus.Entry(event.path("detail-type").asText(), event.path("detail").toString());
    if (bus.publish(List.of(entry)) == 0) {
      throw new OperationFailedException("the bus did not take its event");
    }
  }
}
