package dev.freshet.emulators.lambda.sources;

import dev.freshet.emulators.lambda.functions.Arn;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A real ElasticMQ with queues. */
final class RealQueues implements AutoCloseable {
  private final SQSRestServer server =
      SQSRestServerBuilder.withInterface("127.0.0.1")
          .withDynamicPort()
          .withAWSRegion("us-east-1")
          .withAWSAccountId("000000000000")
          .start();
  private final SqsClient client =
      SqsClient.builder()
          .endpointOverride(
              URI.create("http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort()))
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .build();

  SqsClient client() {
    return client;
  }

  /** A new queue whose messages come again after this many seconds. */
  Arn create(int visibilityTimeout) {
    return create(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "" + visibilityTimeout));
  }

  Arn create(Map<QueueAttributeName, String> attributes) {
    String name = "q-" + UUID.randomUUID();
    client.createQueue(request -> request.queueName(name).attributes(attributes));
    return Arn.parse("arn:aws:sqs:us-east-1:000000000000:" + name);
  }

  String url(Arn queue) {
    return client.getQueueUrl(request -> request.queueName(queue.name())).queueUrl();
  }

  void send(Arn queue, String body) {
    String url = url(queue);
    client.sendMessage(request -> request.queueUrl(url).messageBody(body));
  }

  /** How many messages are in a queue, seen or unseen. */
  int size(Arn queue) {
    return size(
        queue,
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  /** The sum of these numbers of a queue. */
  int size(Arn queue, QueueAttributeName... numbers) {
    Map<QueueAttributeName, String> attributes =
        client
            .getQueueAttributes(request -> request.queueUrl(url(queue)).attributeNames(numbers))
            .attributes();
    return attributes.values().stream().mapToInt(Integer::parseInt).sum();
  }

  @Override
  public void close() {
    client.close();
    // Not awaited: ElasticMQ waits up to a minute for connections that pollers left open, and
    // throws.
    Thread.ofPlatform().daemon().start(server::stopAndWait);
  }
}
