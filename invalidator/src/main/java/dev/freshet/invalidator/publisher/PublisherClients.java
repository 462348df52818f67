package dev.freshet.invalidator.publisher;

import dev.freshet.invalidator.EventBus;
import dev.freshet.lambda.config.Settings;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How ChangePublisher reaches its bus and its dead-letter queue. */
final class PublisherClients {

  /**
   * Longer than either service takes, and short enough for a silent one to be reported: a function
   * that times out reports nothing, and its whole batch is repeated.
   */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  private PublisherClients() {}

  static EventBus bus(Settings settings) {
    return new EventBus(
        EventBridgeClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(PublisherClients::timeouts)
            .build(),
        settings.text("EVENT_BUS_NAME"));
  }

  static DeadLetterQueue deadLetters(Settings settings) {
    return new DeadLetterQueue(
        SqsClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(PublisherClients::timeouts)
            .build(),
        settings.text("STREAM_DLQ_URL"));
  }

  private static void timeouts(ClientOverrideConfiguration.Builder override) {
    override.apiCallTimeout(CALL_TIMEOUT);
  }
}
