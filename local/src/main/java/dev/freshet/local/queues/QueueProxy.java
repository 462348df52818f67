package dev.freshet.local.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.loopback.LoopbackServer;
import dev.freshet.local.dynamodb.Forwarder;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A proxy between senders and the queues' server that can delay messages: it increases the {@code
 * DelaySeconds} of sent messages, up to SQS's 15 minutes. The receive count stays as it is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
public final class QueueProxy implements AutoCloseable {
  private static final int LONGEST_DELAY = 900;

  private final Forwarder forwarder;
  private final SqsClient sqs;
  private final QueueFaults faults = new QueueFaults();
  private final Map<String, Integer> usualDelays = new ConcurrentHashMap<>();
  private final WebServer server;

  /**
   * Starts one on a free port of 127.0.0.1.
   *
   * @param sqs a client of the server itself, which is asked for the queues' own delays
   */
  public QueueProxy(URI origin, SqsClient sqs) {
    this.forwarder = new Forwarder(origin);
    this.sqs = sqs;
    this.server = LoopbackServer.start(routing -> routing.post("/*", this::handle));
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** Faults on demand. */
  public QueueFaults faults() {
    return faults;
  }

  @Override
  public void close() {
    server.stop();
    forwarder.close();
  }

  private void handle(ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    byte[] body = request.content().as(byte[].class);
    byte[] sent =
        switch (Forwarder.operation(request)) {
          case "SendMessage", "SendMessageBatch" -> delayed(body);
          default -> body;
        };
    Forwarder.answer(forwarder.send(request, sent), response);
  }

  private byte[] delayed(byte[] body) {
    JsonNode json = Json.parse(new String(body, StandardCharsets.UTF_8)).orElse(Json.object());
    String url = json.path("QueueUrl").asText();
    if (!(json instanceof ObjectNode message) || !faults.concern(name(url))) {
      return body;
    }
    JsonNode entries = message.path("Entries");
    if (entries.isArray()) {
      entries.forEach(entry -> delay((ObjectNode) entry, url));
    } else {
      delay(message, url);
    }
    return message.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Without a delay of its own, a message has the queue's. */
  private void delay(ObjectNode message, String url) {
    int more = faults.seconds();
    if (more > 0) {
      int usual =
          message.has("DelaySeconds") ? message.path("DelaySeconds").asInt() : usualDelay(url);
      message.put("DelaySeconds", Math.min(LONGEST_DELAY, usual + more));
    }
  }

  private int usualDelay(String url) {
    return usualDelays.computeIfAbsent(url, this::delayOfQueue);
  }

  private int delayOfQueue(String url) {
    QueueAttributeName name = QueueAttributeName.DELAY_SECONDS;
    String seconds =
        sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
            .attributes()
            .getOrDefault(name, "0");
    return Integer.parseInt(seconds);
  }

  private static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
