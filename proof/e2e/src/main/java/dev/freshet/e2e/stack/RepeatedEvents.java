package dev.freshet.e2e.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freshet.e2e.platform.Platform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Records the change events of a bus by a separate rule and, at the end, publishes them again,
 * twice and in reversed order, as a bus may do.
 */
final class RepeatedEvents implements Platform.Undo {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TIMES = 2;

  private final EventBridgeClient events;
  private final SqsClient sqs;
  private final String bus;
  private final String name = "e2e-replay-" + UUID.randomUUID();
  private final String queueUrl;

  RepeatedEvents(EventBridgeClient events, SqsClient sqs, String bus) {
    this.events = events;
    this.sqs = sqs;
    this.bus = bus;
    queueUrl = sqs.createQueue(create -> create.queueName(name)).queueUrl();
    String queueArn =
        sqs.getQueueAttributes(
                get -> get.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    events.putRule(rule ->
        rule.name(name).eventBusName(bus).eventPattern("{\"detail-type\":[\"UserDataChanged\"]}"));
    events.putTargets(put ->
        put.rule(name)
            .eventBusName(bus)
            .targets(Target.builder().id("queue").arn(queueArn).build()));
  }

  @Override
  public void close() {
    List<PutEventsRequestEntry> recorded = recorded();
    events.removeTargets(remove -> remove.rule(name).eventBusName(bus).ids("queue"));
    events.deleteRule(delete -> delete.name(name).eventBusName(bus));
    sqs.deleteQueue(delete -> delete.queueUrl(queueUrl));
    if (recorded.isEmpty()) {
      throw new AssertionError("no event was recorded, so none was replayed");
    }
    Collections.reverse(recorded);
    for (int i = 0; i < TIMES; i++) {
      recorded.forEach(entry -> events.putEvents(put -> put.entries(entry)));
    }
  }

  /** All messages of the queue, until it stays empty for two long polls. */
  private List<PutEventsRequestEntry> recorded() {
    List<PutEventsRequestEntry> entries = new ArrayList<>();
    int empty = 0;
    while (empty < 2) {
      List<Message> messages =
          sqs.receiveMessage(
                  receive -> receive.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(2))
              .messages();
      empty = messages.isEmpty() ? empty + 1 : 0;
      for (Message message : messages) {
        entries.add(entry(message.body()));
        sqs.deleteMessage(
            delete -> delete.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
      }
    }
    return entries;
  }

  private PutEventsRequestEntry entry(String body) {
    try {
      JsonNode event = JSON.readTree(body);
      return PutEventsRequestEntry.builder()
          .eventBusName(bus)
          .source(event.path("source").asText())
          .detailType(event.path("detail-type").asText())
          .detail(event.path("detail").toString())
          .build();
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException("the bus sent something else than an event", notJson);
    }
  }
}
