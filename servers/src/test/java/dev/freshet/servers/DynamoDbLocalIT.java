package dev.freshet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class DynamoDbLocalIT {
  private static final StaticCredentialsProvider ANYBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  private static final Map<String, AttributeValue> ITEM =
      Map.of("pk", AttributeValue.fromS("one"), "text", AttributeValue.fromS("written"));

  @Test
  void aChangeIsReadFromTheStreamWithItsNewImage() {
    try (DynamoDbLocal server = DynamoDbLocal.start();
        DynamoDbClient table = tableClient(server);
        DynamoDbStreamsClient streams = streamsClient(server)) {
      createTable(table);
      table.putItem(request -> request.tableName("things").item(ITEM));

      String stream =
          table.describeTable(request -> request.tableName("things")).table().latestStreamArn();
      String shard =
          streams
              .describeStream(request -> request.streamArn(stream))
              .streamDescription()
              .shards()
              .getFirst()
              .shardId();
      String iterator =
          streams
              .getShardIterator(request ->
                  request
                      .streamArn(stream)
                      .shardId(shard)
                      .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      var records = streams.getRecords(request -> request.shardIterator(iterator)).records();

      assertThat(records).hasSize(1);
      assertThat(records.getFirst().eventName()).isEqualTo(OperationType.INSERT);
      assertThat(records.getFirst().dynamodb().newImage()).isEqualTo(ITEM);
    }
  }

  @Test
  void tablesInADirectoryOutliveTheServer(@TempDir Path parent) {
    Path directory = parent.resolve("data with spaces");
    try (DynamoDbLocal server = DynamoDbLocal.start(directory);
        DynamoDbClient table = tableClient(server)) {
      createTable(table);
      table.putItem(request -> request.tableName("things").item(ITEM));
    }
    try (DynamoDbLocal server = DynamoDbLocal.start(directory);
        DynamoDbClient table = tableClient(server)) {
      var key = Map.of("pk", AttributeValue.fromS("one"));
      assertThat(table.getItem(request -> request.tableName("things").key(key)).item())
          .isEqualTo(ITEM);
    }
  }

  @Test
  void twoServersShareNothing() {
    try (DynamoDbLocal one = DynamoDbLocal.start();
        DynamoDbLocal other = DynamoDbLocal.start();
        DynamoDbClient oneTable = tableClient(one);
        DynamoDbClient otherTable = tableClient(other)) {
      createTable(oneTable);
      assertThat(oneTable.listTables().tableNames()).containsExactly("things");
      assertThat(otherTable.listTables().tableNames()).isEmpty();
    }
  }

  @Test
  void aClosedServerIsNotReached() {
    DynamoDbLocal server = DynamoDbLocal.start();
    server.close();
    try (DynamoDbClient table = tableClient(server)) {
      assertThatThrownBy(table::listTables).isInstanceOf(SdkClientException.class);
    }
  }

  @Test
  void aRequestThatTheGuardRefusesIsNotAnswered() throws Exception {
    RequestGuard noPages =
        (method, header) -> header.apply("Origin").map(origin -> method + " from " + origin);
    try (DynamoDbLocal server = DynamoDbLocal.start(noPages);
        HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest foreign =
          HttpRequest.newBuilder(server.endpoint())
              .header("Origin", "https://evil.example")
              .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();

      HttpResponse<String> answer = http.send(foreign, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("POST from https://evil.example");
    }
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed(@TempDir Path parent) throws Exception {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> DynamoDbLocal.start(file.resolve("below")))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining(file.toString());
  }

  private static void createTable(DynamoDbClient client) {
    var key = KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build();
    var attribute =
        AttributeDefinition.builder()
            .attributeName("pk")
            .attributeType(ScalarAttributeType.S)
            .build();
    client.createTable(table ->
        table
            .tableName("things")
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(key)
            .attributeDefinitions(attribute)
            .streamSpecification(stream ->
                stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
  }

  private static DynamoDbClient tableClient(DynamoDbLocal server) {
    return DynamoDbClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(server.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(ANYBODY)
        .build();
  }

  private static DynamoDbStreamsClient streamsClient(DynamoDbLocal server) {
    return DynamoDbStreamsClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(server.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(ANYBODY)
        .build();
  }
}
