package dev.freshet.invalidator.dispatcher;

import dev.freshet.lambda.observe.Metrics;
import java.time.InstantSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes the dispatcher for tests of other packages. */
public final class Dispatchers {
  private Dispatchers() {}

  public static EvictionDispatcher of(
      SqsClient sqs,
      LambdaClient lambda,
      EventBridgeClient bus,
      Metrics metrics,
      InstantSource clock) {
    return new EvictionDispatcher(
        new DispatcherConfig("evictor", "changes", "change-dlq", "purges", "bus"),
        sqs,
        lambda,
        bus,
        metrics,
        clock);
  }
}
