package dev.freshet.emulators.lambda.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.lambda.functions.InvokeResult;
import dev.freshet.emulators.lambda.functions.InvokeResult.FunctionError;
import dev.freshet.emulators.lambda.functions.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda tells the on-failure destination about records that it gave up: where they are in the
 * stream, not what they hold.
 *
 * @param condition {@code RetryAttemptsExhausted} or {@code RecordAgeExceeded}
 * @param last the function's last answer; null if it never saw the records
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain
 *     discarded batches</a>
 */
record DiscardedBatch(
    StreamBatch batch,
    String shardId,
    String streamArn,
    Arn function,
    String condition,
    Instant at,
    @Nullable InvokeResult last) {

  static final String RETRIES_EXHAUSTED = "RetryAttemptsExhausted";
  static final String AGE_EXCEEDED = "RecordAgeExceeded";

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.putObject("requestContext")
        .put("requestId", last == null ? UUID.randomUUID().toString() : last.requestId())
        .put("functionArn", function.toString())
        .put("condition", condition)
        .put("approximateInvokeCount", batch.invocations());
    if (last != null) {
      ObjectNode response =
          json.putObject("responseContext")
              .put("statusCode", 200)
              .put("executedVersion", "$LATEST");
      if (last instanceof FunctionError) {
        response.put("functionError", FunctionError.KIND);
      }
    }
    json.put("version", "1.0").put("timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString());
    json.set("DDBStreamBatchInfo", position());
    return json;
  }

  private ObjectNode position() {
    StreamItem first = batch.items().getFirst();
    StreamItem last = batch.items().getLast();
    return Json.object()
        .put("shardId", shardId)
        .put("startSequenceNumber", first.sequenceNumber())
        .put("endSequenceNumber", last.sequenceNumber())
        .put("approximateArrivalOfFirstRecord", first.created().toString())
        .put("approximateArrivalOfLastRecord", last.created().toString())
        .put("batchSize", batch.items().size())
        .put("streamArn", streamArn);
  }
}
