package dev.freshet.local.console;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * How many messages the queues hold. Thread-safe; asks each queue, one after the other.
 *
 * @param urls by name
 */
record Queues(SqsClient sqs, Map<String, String> urls) {
  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  /**
   * Of one queue.
   *
   * @param deadLetters whether it holds what others could not do
   */
  record Depth(String name, int waiting, int inFlight, int delayed, boolean deadLetters) {}

  List<Depth> depths() {
    return urls.entrySet().stream().map(each -> depth(each.getKey(), each.getValue())).toList();
  }

  private Depth depth(String name, String url) {
    Map<QueueAttributeName, String> counts =
        sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(COUNTS))
            .attributes();
    return new Depth(
        name,
        number(counts, COUNTS.get(0)),
        number(counts, COUNTS.get(1)),
        number(counts, COUNTS.get(2)),
        name.endsWith("Dlq"));
  }

  private static int number(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
    return Integer.parseInt(counts.getOrDefault(name, "0"));
  }
}
