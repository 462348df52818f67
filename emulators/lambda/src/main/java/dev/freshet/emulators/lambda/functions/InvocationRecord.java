package dev.freshet.emulators.lambda.functions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.InvokeResult.FunctionError;
import dev.freshet.emulators.lambda.functions.InvokeResult.Success;
import dev.freshet.emulators.lambda.functions.InvokeResult.Throttled;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda sends to a destination about one asynchronous event.
 *
 * @param condition why it is sent: {@code Success}, {@code RetriesExhausted} or {@code
 *     EventAgeExceeded}
 * @param invokeCount how often the function was invoked with the event
 * @param last the function's last answer; null if it never saw the event
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Capturing
 *     records of asynchronous invocations</a>
 */
record InvocationRecord(
    FunctionSpec function,
    String requestId,
    Instant at,
    String condition,
    int invokeCount,
    String event,
    @Nullable InvokeResult last) {

  static final String SUCCESS = "Success";
  static final String RETRIES_EXHAUSTED = "RetriesExhausted";
  static final String EVENT_AGE_EXCEEDED = "EventAgeExceeded";

  ObjectNode toJson() {
    ObjectNode record = Json.object();
    record.put("version", "1.0").put("timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString());
    record
        .putObject("requestContext")
        .put("requestId", requestId)
        .put("functionArn", function.arn() + ":$LATEST")
        .put("condition", condition)
        .put("approximateInvokeCount", invokeCount);
    record.set("requestPayload", Json.parseOrText(event));
    switch (last) {
      case Success answer -> putAnswer(record, answer.payload());
      case FunctionError error ->
          putAnswer(record, error.payload()).put("functionError", FunctionError.KIND);
      case Throttled _ -> {}
      case null -> {}
    }
    return record;
  }

  private static ObjectNode putAnswer(ObjectNode record, String payload) {
    ObjectNode context =
        record
            .putObject("responseContext")
            .put("statusCode", 200)
            .put("executedVersion", "$LATEST");
    record.set("responsePayload", Json.parseOrText(payload));
    return context;
  }
}
