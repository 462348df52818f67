package dev.freshet.operations;

import dev.freshet.domain.Event;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** The bus that carries the system's events; the client is the caller's to close. */
final class ChangeBus {
  private final EventBridgeClient client;
  private final String name;

  ChangeBus(EventBridgeClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /**
   * Puts one event on the bus.
   *
   * @param detail the event as JSON
   * @throws OperationFailedException if the bus refuses it or cannot be reached, with the reason
   */
  void publish(String type, String detail) throws OperationFailedException {
    PutEventsResultEntry result = put(type, detail);
    if (result.errorCode() != null) {
      throw new OperationFailedException(
          "the bus refused the event: " + result.errorCode() + ": " + result.errorMessage());
    }
  }

  private PutEventsResultEntry put(String type, String detail) throws OperationFailedException {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(name)
            .source(Event.SOURCE)
            .detailType(type)
            .detail(detail)
            .build();
    try {
      return client.putEvents(put -> put.entries(entry)).entries().getFirst();
    } catch (SdkException e) {
      throw new OperationFailedException("the bus did not take the event: " + e.getMessage());
    }
  }
}
