package dev.freshet.invalidator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.json.UnreadableJsonException;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda sends to a destination about an asynchronous invocation. See <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">records
 * of asynchronous invocations</a>.
 *
 * @param requestPayload what the function was invoked with
 * @param responseContext absent if the function was never run
 * @param responsePayload what the function returned, or its error
 */
public record DestinationRecord(
    RequestContext requestContext,
    @Nullable JsonNode requestPayload,
    @Nullable ResponseContext responseContext,
    @Nullable JsonNode responsePayload) {

  /**
   * Which invocation it was, and how it ended.
   *
   * @param condition {@code Success}, {@code RetriesExhausted} or {@code EventAgeExceeded}
   */
  public record RequestContext(String functionArn, String condition, int approximateInvokeCount) {}

  /**
   * How the function answered.
   *
   * @param functionError there if it did not return
   */
  public record ResponseContext(int statusCode, @Nullable String functionError) {}

  /**
   * Reads the body of a message.
   *
   * @throws UnreadableJsonException if it is no such record
   */
  public static DestinationRecord parse(String body) {
    return Json.read(body, DestinationRecord.class);
  }
}
