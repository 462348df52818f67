package dev.freshet.writeapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.table.Table;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The table that a function writes to, as its settings name it: TABLE_NAME. */
final class TableClient {

  /** DynamoDB answers in milliseconds; within API Gateway's 29 s the SDK can try a few times. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(3);

  private TableClient() {}

  static Table table(Settings settings, InstantSource clock) {
    DynamoDbClient client =
        DynamoDbClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(SOCKET_TIMEOUT)
                    .socketTimeout(SOCKET_TIMEOUT))
            .build();
    return new Table(client, settings.text("TABLE_NAME"), clock);
  }
}
