package dev.freshet.operations;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Moves the messages of dead-letter queues back to their source. */
public final class Redrive {
  private static final int MOST_MESSAGES = 10;

  /** Received by another consumer, or delayed. */
  private static final Set<QueueAttributeName> HIDDEN =
      EnumSet.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private static final Set<QueueAttributeName> HELD =
      EnumSet.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final Stack stack;

  public Redrive(Stack stack) {
    this.stack = stack;
  }

  /**
   * The outcome of a redrive.
   *
   * @param moved number of messages that left the queue
   * @param left one line for each message that stays in the queue, with the reason
   * @param hidden number of messages that another consumer has received, or that are delayed
   */
  public record Result(int moved, List<String> left, int hidden) {}

  /** Moves one message back to its source. */
  interface Way {

    /**
     * Moves the message.
     *
     * @throws OperationFailedException if it cannot be moved: the message stays
     */
    void giveBack(String body) throws OperationFailedException;

    /** The number of moved messages that have returned to the queue. */
    default int cameBack() {
      return 0;
    }
  }

  /**
   * The approximate number of messages in each queue, including received and delayed ones.
   *
   * @throws OperationFailedException if the stack lacks a queue
   */
  public Map<DeadLetters, Integer> counts() throws OperationFailedException {
    Map<DeadLetters, Integer> counts = new EnumMap<>(DeadLetters.class);
    try (SqsClient sqs = sqs()) {
      for (DeadLetters queue : DeadLetters.values()) {
        counts.put(queue, count(sqs, stack.output(queue.output()), HELD));
      }
    }
    return counts;
  }

  /** Moves all messages of a queue back. */
  public Result redrive(DeadLetters queue) throws OperationFailedException {
    return switch (queue) {
      case PURGE -> moveTo("PurgeQueueUrl", queue);
      case DELETION -> moveTo("DeletionQueueUrl", queue);
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

  /** SQS moves the messages itself. It cannot move messages that a consumer has received. */
  private Result moveTo(String output, DeadLetters queue) throws OperationFailedException {
    String url = stack.output(queue.output());
    try (SqsClient sqs = sqs()) {
      int count = count(sqs, url, Set.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
      int hidden = count(sqs, url, HIDDEN);
      if (count > 0) {
        String from = arn(sqs, url);
        String to = arn(sqs, stack.output(output));
        sqs.startMessageMoveTask(request -> request.sourceArn(from).destinationArn(to));
      }
      return new Result(count, List.of(), hidden);
    }
  }

  private Result each(DeadLetters queue, Way way) throws OperationFailedException {
    String url = stack.output(queue.output());
    int moved = 0;
    List<String> left = new ArrayList<>();
    List<String> staying = new ArrayList<>();
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
            staying.add(message.receiptHandle());
          }
        }
        received = receive(sqs, url);
      }
      int hidden = Math.max(0, count(sqs, url, HIDDEN) - staying.size());
      staying.forEach(handle -> show(sqs, url, handle));
      return new Result(moved - way.cameBack(), List.copyOf(left), hidden);
    }
  }

  /** Makes a message that stays visible at once. */
  private static void show(SqsClient sqs, String url, String handle) {
    sqs.changeMessageVisibility(
        request -> request.queueUrl(url).receiptHandle(handle).visibilityTimeout(0));
  }

  /**
   * The visibility timeout is long enough that each message is received once. Without a wait, SQS
   * asks only some of its servers, and may find no message in a queue that has some.
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

  private static int count(SqsClient sqs, String url, Set<QueueAttributeName> names) {
    return sqs
        .getQueueAttributes(request -> request.queueUrl(url).attributeNames(names))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private static String arn(SqsClient sqs, String url) {
    return Objects.requireNonNull(
        sqs.getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN));
  }
}
