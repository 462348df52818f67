package dev.freshet.local.alarms;

import dev.freshet.emulators.cloudwatch.MetricId;
import dev.freshet.emulators.cloudwatch.MetricStore;
import dev.freshet.emulators.template.Resource;
import dev.freshet.local.system.LocalSystem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What SQS would measure of the queues, but for the age of their messages, which the local server
 * of queues does not say.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">SQS's
 *     metrics</a>
 */
final class QueueMetrics {
  private static final Map<QueueAttributeName, String> METRICS =
      Map.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "ApproximateNumberOfMessagesVisible",
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
              "ApproximateNumberOfMessagesNotVisible");

  private final SqsClient sqs;
  private final List<String> names;

  QueueMetrics(LocalSystem system) {
    this.sqs = system.sqs();
    this.names =
        system.template().ofType("AWS::SQS::Queue").stream()
            .map(Resource::logicalId)
            .map(system::physicalName)
            .toList();
  }

  void measure(MetricStore store, Instant now) {
    for (String name : names) {
      String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
      Map<QueueAttributeName, String> values =
          sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(METRICS.keySet()))
              .attributes();
      METRICS.forEach((attribute, metric) ->
          store.record(
              new MetricId("AWS/SQS", metric, Map.of("QueueName", name)),
              Double.parseDouble(values.getOrDefault(attribute, "0")),
              now));
    }
  }
}
