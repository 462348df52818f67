package dev.freshet.writeapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.table.Table;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The table that a function writes to, as its settings name it: TABLE_NAME. Calls are tried three
 * times, not nine as is DynamoDB's default: a throttled write must be answered, as such, within the
 * function's ten seconds.
 */
final class TableClient {

  /** DynamoDB answers in milliseconds. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(3);

  private TableClient() {}

  static Table table(Settings settings, InstantSource clock) {
    DynamoDbClient client =
        DynamoDbClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(SOCKET_TIMEOUT)
                    .socketTimeout(SOCKET_TIMEOUT))
            .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
            .build();
    return new Table(client, settings.text("TABLE_NAME"), clock);
  }
}
