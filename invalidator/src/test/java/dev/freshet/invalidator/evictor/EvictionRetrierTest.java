package dev.freshet.invalidator.evictor;

import static dev.freshet.invalidator.DestinationRecords.batch;
import static dev.freshet.invalidator.DestinationRecords.failure;
import static dev.freshet.invalidator.DestinationRecords.success;
import static dev.freshet.invalidator.DestinationRecords.tooOld;
import static dev.freshet.invalidator.evictor.ChangeEvents.detail;
import static dev.freshet.invalidator.evictor.ChangeEvents.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.invalidator.LambdaJson;
import dev.freshet.invalidator.NoContext;
import dev.freshet.invalidator.Written;
import dev.freshet.lambda.json.Json;
import dev.freshet.viewcache.CacheAwayException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

class EvictionRetrierTest {
  private static final String EVENT = envelope(detail("1", "k1", "u-alice", "orders"));
  private static final String CACHE_AWAY =
      String.format(
          Locale.ROOT,
          """
          {"errorMessage": "timed out", "errorType": "%s", "stackTrace": ["a.b(C.java:1)"]}
          """,
          CacheAwayException.class.getName());
  private static final String UNREADABLE =
      """
      {"errorMessage": "data.owner is missing",
       "errorType": "dev.freshet.lambda.json.UnreadableJsonException", "stackTrace": []}
      """;
  private static final String TIMED_OUT =
      """
      {"errorType": "Sandbox.Timedout",
       "errorMessage": "RequestId: e4b46cbf Error: Task timed out after 10.00 seconds"}
      """;
  private static final String TIMED_OUT_AS_BEFORE =
      """
      {"errorMessage": "2026-01-01T12:00:01.568Z e4b46cbf Task timed out after 10.00 seconds"}
      """;

  /** What Lambda says of a process that was killed, for want of memory or otherwise. */
  private static final String DIED =
      """
      {"errorType": "Runtime.ExitError",
       "errorMessage": "RequestId: e4b46cbf Error: Runtime exited with error: signal: killed"}
      """;

  private final FakeLambda lambda = new FakeLambda();
  private final Written written = new Written();
  private final EvictionRetrier retrier =
      new EvictionRetrier(
          lambda, "the-evictor", written.metrics(InstantSource.fixed(Instant.EPOCH)));

  @Test
  void anEvictionThatFailedForWantOfRedisGoesBackToTheEvictorAsItCame() {
    assertThat(left(failure(EVENT, CACHE_AWAY))).isEmpty();

    InvokeRequest request = lambda.requests.getFirst();
    assertThat(request.functionName()).isEqualTo("the-evictor");
    assertThat(request.invocationType()).isEqualTo(InvocationType.EVENT);
    assertThat(Json.read(request.payload().asUtf8String(), JsonNode.class))
        .isEqualTo(Json.read(EVENT, JsonNode.class));
    assertThat(written.sum("RetriesCacheAway")).isEqualTo(1);
  }

  @Test
  void soDoesOneThatLambdaDidNotRunToItsEnd() {
    assertThat(
            left(
                failure(EVENT, TIMED_OUT),
                failure(EVENT, TIMED_OUT_AS_BEFORE),
                failure(EVENT, DIED),
                tooOld(EVENT)))
        .isEmpty();

    assertThat(lambda.requests).hasSize(4);
    assertThat(written.sum("RetriesNoTurn")).isEqualTo(4);
  }

  @Test
  void whatCanNeverSucceedStaysInTheQueueUntilThatMovesItToTheDeadLetterQueue() {
    assertThat(
            left(failure(EVENT, UNREADABLE), failure(EVENT, CACHE_AWAY), "nonsense", success("{}")))
        .containsExactly("message-0", "message-2", "message-3");

    assertThat(lambda.requests).hasSize(1);
    assertThat(written.sum("FailuresLasting")).isEqualTo(2);
    assertThat(written.sum("MalformedMessages")).isEqualTo(1);
  }

  @Test
  void anInvocationThatIsRefusedIsTriedAgainLater() {
    lambda.away = true;

    assertThat(left(failure(EVENT, CACHE_AWAY))).containsExactly("message-0");
  }

  private List<String> left(String... bodies) {
    Map<String, String> messages = new LinkedHashMap<>();
    for (String body : bodies) {
      messages.put("message-" + messages.size(), body);
    }
    SQSBatchResponse response = retrier.handleRequest(batch(messages), NoContext.create());
    JsonNode written =
        Json.read(LambdaJson.write(response, SQSBatchResponse.class), JsonNode.class);
    return written.get("batchItemFailures").findValuesAsText("itemIdentifier");
  }

  private static final class FakeLambda implements LambdaClient {
    private final List<InvokeRequest> requests = new ArrayList<>();
    private boolean away;

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
      if (away) {
        throw SdkClientException.create("connection refused");
      }
      requests.add(request);
      return InvokeResponse.builder().statusCode(202).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
