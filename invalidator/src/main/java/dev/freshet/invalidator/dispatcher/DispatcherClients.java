package dev.freshet.invalidator.dispatcher;

import dev.freshet.invalidator.Calls;
import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * How long the dispatcher waits for each of its calls. All of them together, at their worst, are
 * shorter than its own timeout, so that it always reports what is done.
 */
final class DispatcherClients {
  /** Longer than ViewEvictor's own timeout: its answer tells more than none. */
  static final Duration INVOKE = Duration.ofSeconds(9);

  static final Duration QUEUE = Duration.ofSeconds(2);

  /** Telling the bus is for others; evictions must not wait for it. */
  static final Duration BUS = Duration.ofMillis(1_500);

  private DispatcherClients() {}

  /** Once: a try that is repeated would outlast the function, and the queue repeats it anyway. */
  static LambdaClient lambda() {
    return LambdaClient.builder()
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(INVOKE).build())
        .overrideConfiguration(Calls.once(INVOKE))
        .build();
  }

  static SqsClient sqs() {
    return SqsClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(Calls.within(QUEUE))
        .build();
  }

  static EventBridgeClient bus() {
    return EventBridgeClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(Calls.within(BUS))
        .build();
  }
}
