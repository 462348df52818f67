package dev.freshet.operations;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Gives what the dead-letter queues hold back to where it came from. */
public final class Redrive {
  private static final int MOST_MESSAGES = 10;

  private final Stack stack;

  public Redrive(Stack stack) {
    this.stack = stack;
  }

  /**
   * What came of it.
   *
   * @param moved messages that are on their way again, and no longer in the queue
   * @param left why messages are still in the queue, one line for each
   */
  public record Result(int moved, List<String> left) {}

  /** How a message is given back. */
  interface Way {

    /**
     * Does it.
     *
     * @throws OperationFailedException if it cannot be done: the message stays
     */
    void giveBack(String body) throws OperationFailedException;

    /** How many of those that were given back are in the queue again. */
    default int cameBack() {
      return 0;
    }
  }

  /** How many messages each queue holds, about. */
  public Map<DeadLetters, Integer> counts() throws OperationFailedException {
    Map<DeadLetters, Integer> counts = new EnumMap<>(DeadLetters.class);
    try (SqsClient sqs = sqs()) {
      for (DeadLetters queue : DeadLetters.values()) {
        String number =
            attribute(sqs, queue.output(), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        counts.put(queue, Integer.parseInt(number));
      }
    }
    return counts;
  }

  /** Gives back all that a queue holds. */
  public Result redrive(DeadLetters queue) throws OperationFailedException {
    return switch (queue) {
      case PURGE -> movePurges();
      case CHANGE -> {
        try (EventBridgeClient bus = stack.connect(EventBridgeClient.builder(), "EventBridge")) {
          yield each(queue, new Republish(bus, stack.output("EventBusName")));
        }
      }
      case STREAM -> {
        try (LambdaClient lambda = stack.connect(LambdaClient.builder(), "Lambda")) {
          Flush flush = new Flush(stack, Clock.systemUTC());
          yield each(queue, new PublishAgain(lambda, stack.output("ChangePublisherName"), flush));
        }
      }
    };
  }

  /** SQS moves them itself. */
  private Result movePurges() throws OperationFailedException {
    int count = counts().getOrDefault(DeadLetters.PURGE, 0);
    if (count == 0) {
      return new Result(0, List.of());
    }
    try (SqsClient sqs = sqs()) {
      String from = attribute(sqs, DeadLetters.PURGE.output(), QueueAttributeName.QUEUE_ARN);
      String to = attribute(sqs, "PurgeQueueUrl", QueueAttributeName.QUEUE_ARN);
      sqs.startMessageMoveTask(request -> request.sourceArn(from).destinationArn(to));
    }
    return new Result(count, List.of());
  }

  private Result each(DeadLetters queue, Way way) throws OperationFailedException {
    String url = stack.output(queue.output());
    int moved = 0;
    List<String> left = new ArrayList<>();
    try (SqsClient sqs = sqs()) {
      List<Message> received = receive(sqs, url);
      while (!received.isEmpty()) {
        for (Message message : received) {
          try {
            way.giveBack(message.body());
            sqs.deleteMessage(
                request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            moved++;
          } catch (OperationFailedException e) {
            left.add(message.messageId() + ": " + e.getMessage());
          }
        }
        received = receive(sqs, url);
      }
    }
    return new Result(moved - way.cameBack(), List.copyOf(left));
  }

  /**
   * Those that stay are hidden for long enough to come up once only. Without a wait SQS asks only
   * some of its servers, and may find nothing in a queue that holds messages.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html">Short
   *     and long polling</a>
   */
  private static List<Message> receive(SqsClient sqs, String url) {
    return sqs.receiveMessage(request ->
            request
                .queueUrl(url)
                .maxNumberOfMessages(MOST_MESSAGES)
                .visibilityTimeout(60)
                .waitTimeSeconds(1))
        .messages();
  }

  private SqsClient sqs() {
    return stack.connect(SqsClient.builder(), "Sqs");
  }

  private String attribute(SqsClient sqs, String output, QueueAttributeName name)
      throws OperationFailedException {
    String url = stack.output(output);
    return Objects.requireNonNull(
        sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
            .attributes()
            .get(name));
  }
}
