package dev.freshet.local.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class QueueProxyIT {
  private static SQSRestServer server;
  private static SqsClient direct;
  private static QueueProxy proxy;
  private static SqsClient through;

  @BeforeAll
  static void start() {
    server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    URI endpoint =
        URI.create("http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    direct = client(endpoint);
    proxy = new QueueProxy(endpoint, direct);
    through = client(proxy.endpoint());
  }

  @AfterAll
  static void stop() {
    through.close();
    proxy.close();
    direct.close();
    server.stopAndWait();
  }

  @AfterEach
  void clear() {
    proxy.faults().clear();
  }

  @Test
  void callsPassUnchangedWithoutAFault() {
    String queue = queue(0);

    through.sendMessage(request -> request.queueUrl(queue).messageBody("a"));

    assertThat(received(queue)).extracting(Message::body).containsExactly("a");
    assertThatExceptionOfType(QueueDoesNotExistException.class)
        .isThrownBy(() -> through.getQueueUrl(request -> request.queueName("none")));
  }

  @Test
  void aDelayedMessageIsVisibleLaterAndWasThenReceivedOnce() {
    String queue = queue(0);
    proxy.faults().delay(_ -> true, 1, Duration.ofMillis(1_200));
    long start = System.nanoTime();

    through.sendMessage(request -> request.queueUrl(queue).messageBody("a"));

    assertThat(waiting(queue)).isOne();
    await().until(() -> waiting(queue) == 0);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(5));
    assertThat(received(queue).getFirst().attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
  }

  @Test
  void theDelayIsBeyondTheQueuesOwnAndThatOfTheMessage() {
    String queue = queue(2);
    proxy.faults().delay(_ -> true, 1, Duration.ofSeconds(2));
    long start = System.nanoTime();

    through.sendMessageBatch(request ->
        request
            .queueUrl(queue)
            .entries(
                List.of(
                    entry("1").build(), // has the queue's delay
                    entry("2").delaySeconds(1).build())));

    await().until(() -> waiting(queue) == 1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(2_500));
    await().until(() -> waiting(queue) == 0);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(3_500));
  }

  @Test
  void otherQueuesAndOtherMessagesAreNotDelayed() {
    String one = queue(0);
    String other = queue(0);
    String name = one.substring(one.lastIndexOf('/') + 1);
    proxy.faults().delay(name::equals, 0.5, Duration.ofSeconds(60));

    for (int i = 0; i < 40; i++) {
      through.sendMessage(request -> request.queueUrl(one).messageBody("a"));
    }
    through.sendMessage(request -> request.queueUrl(other).messageBody("a"));

    assertThat(waiting(one)).isBetween(5, 35);
    assertThat(waiting(other)).isZero();
  }

  private static SendMessageBatchRequestEntry.Builder entry(String id) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody("a");
  }

  private static String queue(int delaySeconds) {
    return direct
        .createQueue(request ->
            request
                .queueName("q-" + UUID.randomUUID())
                .attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "" + delaySeconds)))
        .queueUrl();
  }

  /** How many messages are not visible yet. */
  private static int waiting(String queue) {
    QueueAttributeName name = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
    return Integer.parseInt(
        direct
            .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(name))
            .attributes()
            .getOrDefault(name, "0"));
  }

  private static List<Message> received(String queue) {
    return direct
        .receiveMessage(request ->
            request.queueUrl(queue).messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private static SqsClient client(URI endpoint) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
