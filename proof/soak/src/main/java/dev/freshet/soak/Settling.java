package dev.freshet.soak;

import dev.freshet.local.system.ChangeStep;
import dev.freshet.local.system.LocalSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Waits until all work has ended: the stream is read to its end, no event is in transit, all queues
 * are empty.
 */
final class Settling {
  private static final Duration STEP = Duration.ofMillis(250);

  /**
   * Six seconds: copies that expire within five are not purged. Also, a message between a queue and
   * a function is briefly in neither.
   */
  private static final int STEPS_OF_REST = 24;

  private final LocalSystem system;
  private final Cast cast;
  private final Person last;
  private final Writer writer;
  private final AtomicInteger evicted = new AtomicInteger();

  /**
   * @param last a person without other writers: when a change of theirs has arrived, all earlier
   *     ones have
   */
  Settling(LocalSystem system, Cast cast, Person last, Writer writer) {
    this.system = system;
    this.cast = cast;
    this.last = last;
    this.writer = writer;
    system
        .changes()
        .listen(step -> {
          if (step.kind() == ChangeStep.Kind.EVICTED && step.owner().endsWith(last.id().value())) {
            evicted.incrementAndGet();
          }
        });
  }

  /** Waits; returns false, and records a violation, after {@code patience}. */
  boolean await(Duration patience) throws IOException, InterruptedException {
    long deadline = cast.clock().now() + patience.toNanos();
    int before = evicted.get();
    writer.rename(last);
    int rest = 0;
    while (rest < STEPS_OF_REST) {
      if (cast.clock().now() > deadline) {
        cast.judge().violate(Violation.Kind.NOT_SETTLED, cast.clock().now(), underWay(before));
        return false;
      }
      rest = isAtRest(before) ? rest + 1 : 0;
      SoakClock.pause(STEP);
    }
    return true;
  }

  /** The number of messages in dead-letter queues, by queue. */
  Map<String, Integer> deadLetters() {
    return messages(queue -> queue.endsWith("Dlq"));
  }

  private boolean isAtRest(int evictedBefore) {
    return evicted.get() > evictedBefore
        && system.eventsUnderWay() == 0
        && messages(Settling::isPartOfThePath).isEmpty();
  }

  private String underWay(int evictedBefore) {
    return "the last change %s; events: %d; messages: %s"
        .formatted(
            evicted.get() > evictedBefore ? "was evicted" : "was never evicted",
            system.eventsUnderWay(),
            messages(Settling::isPartOfThePath));
  }

  /** Ignores audits, which change nothing. */
  private static boolean isPartOfThePath(String queue) {
    return !queue.endsWith("Dlq") && !queue.contains("Audit");
  }

  private Map<String, Integer> messages(Predicate<String> queues) {
    Map<String, Integer> messages = new TreeMap<>();
    SqsClient sqs = system.sqs();
    List<String> urls = sqs.listQueues().queueUrls();
    for (String url : urls) {
      int count = queues.test(url) ? count(sqs, url) : 0;
      if (count > 0) {
        messages.put(url.substring(url.lastIndexOf('/') + 1), count);
      }
    }
    return messages;
  }

  private static int count(SqsClient sqs, String url) {
    return sqs
        .getQueueAttributes(request ->
            request
                .queueUrl(url)
                .attributeNames(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }
}
