package dev.freshet.e2e.stack;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The test's clients of AWS or an emulator. */
public record AwsClients(
    CloudFormationClient cloudFormation,
    DynamoDbClient dynamoDb,
    EventBridgeClient events,
    LambdaClient lambda,
    S3Client s3,
    SecretsManagerClient secrets,
    SqsClient sqs)
    implements AutoCloseable {

  private static final String LOCALSTACK_REGION = "us-east-1";

  /** Clients of a LocalStack, which accepts any credentials. */
  static AwsClients of(URI endpoint) {
    return build(Optional.of(endpoint), Optional.of(LOCALSTACK_REGION));
  }

  /** Clients by the SDK's own rules: profile, region and endpoint from the environment. */
  static AwsClients fromEnvironment() {
    return build(Optional.empty(), Optional.empty());
  }

  private static AwsClients build(Optional<URI> endpoint, Optional<String> region) {
    SdkHttpClient http = UrlConnectionHttpClient.create();
    return new AwsClients(
        at(endpoint, region, CloudFormationClient.builder().httpClient(http)).build(),
        at(endpoint, region, DynamoDbClient.builder().httpClient(http)).build(),
        at(endpoint, region, EventBridgeClient.builder().httpClient(http)).build(),
        at(endpoint, region, LambdaClient.builder().httpClient(http)).build(),
        at(endpoint, region, S3Client.builder().httpClient(http).forcePathStyle(true)).build(),
        at(endpoint, region, SecretsManagerClient.builder().httpClient(http)).build(),
        at(endpoint, region, SqsClient.builder().httpClient(http)).build());
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(
      Optional<URI> endpoint, Optional<String> region, B builder) {
    endpoint.ifPresent(uri ->
        builder
            .endpointOverride(uri)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
    region.ifPresent(name -> builder.region(Region.of(name)));
    return builder;
  }

  @Override
  public void close() {
    cloudFormation.close();
    dynamoDb.close();
    events.close();
    lambda.close();
    s3.close();
    secrets.close();
    sqs.close();
  }
}
