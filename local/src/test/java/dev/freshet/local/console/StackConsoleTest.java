package dev.freshet.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.operations.watch.WatchedStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class StackConsoleTest {
  private static final String LINE =
      """
      {"function":"OrdersHandler","view":"orders","_aws":{"Timestamp":7,"CloudWatchMetrics":[{"Metrics":\
      [{"Name":"CacheHit","Unit":"Count"}]}]},"CacheHit":3}\
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final StackConsole console =
      StackConsole.start(
          new WatchedStack("freshet", Map.of("ChangeDlq", "http://queue/ChangeDlq"), "group"),
          () -> List.of(LINE),
          new OneLetter(),
          () -> Instant.ofEpochMilli(9_000),
          new StackConsole.Settings(0, Path.of("none"), 5_000));

  @AfterEach
  void stop() {
    http.shutdownNow();
    console.close();
  }

  @Test
  void showsFiguresAndQueuesAndNamesWhatItCannotShow() throws Exception {
    JsonNode state = new ObjectMapper().readTree(send(request("/ops/api/state")).body());

    assertThat(state.at("/source/kind").asText()).isEqualTo("stack");
    assertThat(state.at("/source/readOnly").asBoolean()).isTrue();
    assertThat(state.at("/source/since").asLong()).isEqualTo(5_000);
    assertThat(state.at("/source/missing").toString()).contains("edge", "Redis", "changes");
    assertThat(state.at("/summary/edge").isNull()).isTrue();
    assertThat(state.at("/summary/views").toString())
        .contains("{\"view\":\"orders\",\"redis\":3,\"table\":0}");
    assertThat(state.at("/summary/queues/0").toString())
        .isEqualTo(
            "{\"name\":\"ChangeDlq\",\"waiting\":1,\"inFlight\":0,\"delayed\":0,\"deadLetters\":true}");
  }

  @Test
  void changesNothing() throws Exception {
    HttpRequest.Builder redrive =
        request("/ops/api/queues/change/redrive").POST(BodyPublishers.noBody());

    assertThat(send(redrive).statusCode()).isEqualTo(405);
    assertThat(send(request("/ops/api/faults")).statusCode()).isEqualTo(405);
  }

  @Test
  void pagesOfOtherSitesCannotReadIt() throws Exception {
    HttpRequest.Builder read = request("/ops/api/state").header("Origin", "https://a.example");

    assertThat(send(read).statusCode()).isEqualTo(403);
  }

  private HttpRequest.Builder request(String path) {
    URI uri = console.url().resolve(path);
    return HttpRequest.newBuilder(uri);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Queues that hold one message each. */
  private record OneLetter() implements SqsClient {
    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
      return GetQueueAttributesResponse.builder()
          .attributes(Map.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "1"))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
