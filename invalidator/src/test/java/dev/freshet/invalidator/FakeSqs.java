package dev.freshet.invalidator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.queue.QueueFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** SQS as far as it is used, and Lambda's poller of its queues. */
public final class FakeSqs implements SqsClient {
  private final Map<String, FakeQueue> queues = new LinkedHashMap<>();
  private final List<SendMessageBatchRequest> batches = new ArrayList<>();

  public FakeQueue add(String url, FakeQueue queue) {
    queues.put(url, queue);
    return queue;
  }

  private FakeQueue queue(String url) {
    FakeQueue queue = queues.get(url);
    if (queue == null || queue.isUnavailable()) {
      throw SdkClientException.create("no answer from " + url);
    }
    return queue;
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    String id = queue(request.queueUrl()).send(request.messageBody());
    return SendMessageResponse.builder().messageId(id).build();
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    batches.add(request);
    FakeQueue queue = queue(request.queueUrl());
    List<SendMessageBatchResultEntry> sent = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    request
        .entries()
        .forEach(entry -> {
          if (queue.takesEntry()) {
            String id = queue.send(entry.messageBody());
            if (entry.delaySeconds() != null) {
              queue.putOff(id, Duration.ofSeconds(entry.delaySeconds()));
            }
            sent.add(SendMessageBatchResultEntry.builder().id(entry.id()).build());
          } else {
            failed.add(
                BatchResultErrorEntry.builder().id(entry.id()).code("InternalError").build());
          }
        });
    return SendMessageBatchResponse.builder().successful(sent).failed(failed).build();
  }

  public List<SendMessageBatchRequest> batches() {
    return batches;
  }

  @Override
  public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatchRequest request) {
    FakeQueue queue = queue(request.queueUrl());
    request
        .entries()
        .forEach(entry ->
            queue.putOff(entry.receiptHandle(), Duration.ofSeconds(entry.visibilityTimeout())));
    return ChangeMessageVisibilityBatchResponse.builder().build();
  }

  /**
   * One invocation with what is visible, as by an event source with ReportBatchItemFailures.
   * Returns how many messages it had; 0 if there were none, and no invocation.
   */
  public int poll(String url, QueueFunction function) {
    return poll(url, function, NoContext.create());
  }

  /** The same with another context. */
  public int poll(String url, QueueFunction function, Context context) {
    FakeQueue queue = queue(url);
    List<FakeQueue.Message> received = queue.receive();
    if (!received.isEmpty()) {
      Set<String> failed =
          function.handleRequest(event(received), context).getBatchItemFailures().stream()
              .map(BatchItemFailure::getItemIdentifier)
              .collect(Collectors.toSet());
      received.stream()
          .map(FakeQueue.Message::id)
          .filter(id -> !failed.contains(id))
          .forEach(queue::delete);
    }
    return received.size();
  }

  /** Delivers a message with this body to the function at once, whatever the queue's delay. */
  public void deliver(String body, String url, QueueFunction function) {
    FakeQueue queue = queue(url);
    queue.putOff(queue.send(body), Duration.ZERO);
    poll(url, function);
  }

  /** See <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">the messages</a>. */
  private static SQSEvent event(List<FakeQueue.Message> received) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (FakeQueue.Message message : received) {
      records.add(
          Map.of(
              "messageId", message.id(),
              "receiptHandle", message.id(),
              "body", message.body(),
              "attributes",
                  Map.of("ApproximateReceiveCount", Integer.toString(message.receives().size())),
              "eventSource", "aws:sqs",
              "eventSourceARN", "arn:aws:sqs:eu-west-1:123456789012:queue"));
    }
    return LambdaJson.read(Json.write(Map.of("Records", records)), SQSEvent.class);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
