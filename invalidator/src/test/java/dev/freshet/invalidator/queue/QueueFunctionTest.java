package dev.freshet.invalidator.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.invalidator.LambdaJson;
import dev.freshet.invalidator.NoContext;
import dev.freshet.lambda.queue.QueueFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueFunctionTest {
  private static final String EVENT =
      """
      {"Records": [{
        "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
        "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
        "body": "{\\"detail\\": \\"é\\"}",
        "attributes": {
          "ApproximateReceiveCount": "3",
          "SentTimestamp": "1545082649183",
          "SenderId": "AIDAIENQZJOLO23YVJ4VO",
          "ApproximateFirstReceiveTimestamp": "1545082649185"
        },
        "messageAttributes": {"a": {"stringValue": "1", "dataType": "String"}},
        "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue",
        "awsRegion": "us-east-2"
      }]}
      """;

  private final List<Received> received = new ArrayList<>();

  /** Has all messages come back. */
  private final QueueFunction function =
      new QueueFunction() {
        @Override
        public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
          event.getRecords().forEach(message -> received.add(Received.of(message)));
          return new SQSBatchResponse(
              received.stream().map(message -> new BatchItemFailure(message.id())).toList());
        }
      };

  @Test
  void theEventIsReadAsLambdasOwnMapperReadsIt() throws IOException {
    answerTo(EVENT);

    SQSEvent byLambda = LambdaJson.read(EVENT, SQSEvent.class);
    assertThat(received).containsExactly(Received.of(byLambda.getRecords().getFirst()));
    assertThat(received.getFirst().receives()).isEqualTo(3);
  }

  @Test
  void theAnswerIsTheOneOfReportBatchItemFailures() throws IOException {
    assertThat(answerTo(EVENT))
        .isEqualTo(
            "{\"batchItemFailures\":"
                + "[{\"itemIdentifier\":\"059f36b4-87a3-44ab-83d2-661975830a7d\"}]}");
    received.clear();
    assertThat(answerTo("{\"Records\":[]}")).isEqualTo("{\"batchItemFailures\":[]}");
  }

  private String answerTo(String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    function.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        answer,
        NoContext.create());
    return answer.toString(StandardCharsets.UTF_8);
  }
}
