package dev.freshet.push;

import java.time.Duration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS clients whose calls end well before the function's timeout. */
final class PushClients {
  /** All of these services answer in milliseconds. */
  private static final Duration CALL = Duration.ofSeconds(2);

  private PushClients() {}

  static DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .httpClient(http())
        .overrideConfiguration(
            config -> config.apiCallTimeout(CALL).retryStrategy(RetryMode.STANDARD))
        .build();
  }

  /** Where the API is stands in the variable AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI. */
  static Sockets sockets() {
    return new Sockets(
        ApiGatewayManagementApiClient.builder()
            .httpClient(http())
            .overrideConfiguration(config -> config.apiCallTimeout(CALL))
            .build());
  }

  static SqsClient sqs() {
    return SqsClient.builder()
        .httpClient(http())
        .overrideConfiguration(config -> config.apiCallTimeout(CALL))
        .build();
  }

  private static software.amazon.awssdk.http.SdkHttpClient http() {
    return UrlConnectionHttpClient.builder().connectionTimeout(CALL).socketTimeout(CALL).build();
  }
}
