package dev.freshet.emulators.lambda.testing;

import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.lambda.functions.QueueSender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Queues in memory that take messages; those whose name starts with "no-" do not exist. */
public final class FakeQueues implements SqsClient {
  private final List<SendMessageRequest> sent = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();

  public static Arn arn(String queue) {
    return Arn.parse("arn:aws:sqs:us-east-1:000000000000:" + queue);
  }

  public QueueSender sender() {
    return new QueueSender(this);
  }

  /** Every message that was sent, in order. */
  public List<SendMessageRequest> sent() {
    return List.copyOf(sent);
  }

  /** Lets the next sends fail. */
  public void fail(int times) {
    failures.set(times);
  }

  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    if (request.queueName().startsWith("no-")) {
      throw QueueDoesNotExistException.builder().message("no such queue").build();
    }
    return GetQueueUrlResponse.builder().queueUrl("queue:" + request.queueName()).build();
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw SdkClientException.create("out of reach");
    }
    sent.add(request);
    return SendMessageResponse.builder().messageId("m-" + sent.size()).build();
  }

  @Override
  public String serviceName() {
    return "sqs";
  }

  @Override
  public void close() {
    sent.clear();
  }
}
