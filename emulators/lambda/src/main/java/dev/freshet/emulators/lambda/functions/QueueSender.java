package dev.freshet.emulators.lambda.functions;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Sends to queues that are named by ARN. Thread-safe; blocks as long as its client does. */
public final class QueueSender {
  private final SqsClient sqs;
  private final Map<Arn, String> urls = new ConcurrentHashMap<>();

  public QueueSender(SqsClient sqs) {
    this.sqs = sqs;
  }

  /**
   * Sends one message.
   *
   * @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException if there is no
   *     such queue
   * @throws software.amazon.awssdk.core.exception.SdkException if the queue cannot be reached; the
   *     message may have been sent
   */
  public void send(Arn queue, String body, Map<String, MessageAttributeValue> attributes) {
    String url = url(queue);
    sqs.sendMessage(
        request -> request.queueUrl(url).messageBody(body).messageAttributes(attributes));
  }

  /**
   * The queue's address.
   *
   * @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException if there is no
   *     such queue
   */
  public String url(Arn queue) {
    return urls.computeIfAbsent(
        queue, arn -> sqs.getQueueUrl(request -> request.queueName(arn.name())).queueUrl());
  }

  /** A message attribute of type String. */
  public static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  /** A message attribute of type Number. */
  public static MessageAttributeValue number(long value) {
    return MessageAttributeValue.builder()
        .dataType("Number")
        .stringValue(Long.toString(value))
        .build();
  }
}
