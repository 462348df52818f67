package dev.freshet.push;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.DeleteConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** What stands in for AWS. */
final class Fakes {
  /** The functions ask it nothing. */
  static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              Fakes.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> null);

  private Fakes() {}

  static DynamoDbClient client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /** As in the template. */
  static String newTable(DynamoDbClient client) {
    String name = "connections-" + UUID.randomUUID();
    client.createTable(create ->
        create
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attribute("pk"), attribute("sk"))
            .keySchema(key("pk", "HASH"), key("sk", "RANGE")));
    return name;
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder().attributeName(name).attributeType("S").build();
  }

  private static KeySchemaElement key(String name, String type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /** What was sent to a connection. */
  record Call(String connection, String text) {}

  /** Open is what is neither gone nor failing. */
  static final class ManagementApi implements ApiGatewayManagementApiClient {
    final List<Call> calls = new ArrayList<>();
    final List<String> closed = new ArrayList<>();
    final Set<String> gone = new HashSet<>();
    final Set<String> failing = new HashSet<>();

    @Override
    public PostToConnectionResponse postToConnection(PostToConnectionRequest request) {
      check(request.connectionId());
      calls.add(new Call(request.connectionId(), request.data().asUtf8String()));
      return PostToConnectionResponse.builder().build();
    }

    @Override
    public DeleteConnectionResponse deleteConnection(DeleteConnectionRequest request) {
      check(request.connectionId());
      closed.add(request.connectionId());
      return DeleteConnectionResponse.builder().build();
    }

    private void check(String connection) {
      if (gone.contains(connection)) {
        throw GoneException.builder().build();
      }
      if (failing.contains(connection)) {
        throw SdkClientException.create("no answer");
      }
    }

    @Override
    public String serviceName() {
      return "execute-api";
    }

    @Override
    public void close() {}
  }

  /** Remembers what it was told. */
  static final class Queue implements SqsClient {
    final List<String> bodies = new ArrayList<>();
    final List<Integer> delays = new ArrayList<>();
    final List<Integer> hidden = new ArrayList<>();

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      bodies.add(request.messageBody());
      delays.add(request.delaySeconds());
      return SendMessageResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(
        ChangeMessageVisibilityRequest request) {
      hidden.add(request.visibilityTimeout());
      return ChangeMessageVisibilityResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
