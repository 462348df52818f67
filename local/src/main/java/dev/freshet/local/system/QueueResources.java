package dev.freshet.local.system;

import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The template's queues, made in ElasticMQ as the template describes them. */
final class QueueResources {
  static final String TYPE = "AWS::SQS::Queue";

  /** Properties of the resource that are attributes of the queue, by the name they have as both. */
  private static final Map<String, QueueAttributeName> ATTRIBUTES =
      Map.of(
          "DelaySeconds", QueueAttributeName.DELAY_SECONDS,
          "MessageRetentionPeriod", QueueAttributeName.MESSAGE_RETENTION_PERIOD,
          "VisibilityTimeout", QueueAttributeName.VISIBILITY_TIMEOUT,
          "ReceiveMessageWaitTimeSeconds", QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS);

  private final SqsClient client;

  QueueResources(SqsClient client) {
    this.client = client;
  }

  /** Creates all queues, those that others redrive to first. */
  void create(Template template, PhysicalNames names) {
    List<Resource> queues =
        template.ofType(TYPE).stream()
            .sorted(Comparator.comparing(queue -> queue.properties().has("RedrivePolicy")))
            .toList();
    for (Resource queue : queues) {
      client.createQueue(request ->
          request
              .queueName(names.name(queue.logicalId()))
              .attributes(attributes(queue.properties())));
    }
  }

  private static Map<QueueAttributeName, String> attributes(Node queue) {
    Map<QueueAttributeName, String> attributes = new LinkedHashMap<>();
    ATTRIBUTES.forEach((property, attribute) ->
        queue.find(property).ifPresent(value -> attributes.put(attribute, value.text())));
    queue
        .find("RedrivePolicy")
        .ifPresent(policy -> attributes.put(QueueAttributeName.REDRIVE_POLICY, redrive(policy)));
    return attributes;
  }

  private static String redrive(Node policy) {
    return "{\"deadLetterTargetArn\":\""
        + policy.text("deadLetterTargetArn")
        + "\",\"maxReceiveCount\":\""
        + policy.integer("maxReceiveCount")
        + "\"}";
  }
}
