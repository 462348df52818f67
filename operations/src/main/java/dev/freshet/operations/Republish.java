package dev.freshet.operations;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Puts events that could not be applied to Redis on the bus once more. */
final class Republish implements Redrive.Way {
  private final ChangeBus bus;

  Republish(EventBridgeClient client, String busName) {
    this.bus = new ChangeBus(client, busName);
  }

  @Override
  public void giveBack(String body) throws OperationFailedException {
    JsonNode event =
        Letters.parse(body)
            .filter(message -> message.path("detail").isObject())
            .orElseThrow(() -> new OperationFailedException("it holds no event"));
    bus.publish(event.path("detail-type").asText(), event.path("detail").toString());
  }
}
