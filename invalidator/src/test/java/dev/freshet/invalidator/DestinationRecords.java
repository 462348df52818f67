package dev.freshet.invalidator;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.lambda.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Messages that Lambda's destinations put into a queue. See <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">the
 * documented record</a> and <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">the documented message</a>.
 */
public final class DestinationRecords {
  private DestinationRecords() {}

  /** A function returned this JSON. */
  public static String success(String responsePayload) {
    return record("Success", "{\"any\": true}", ",\"responsePayload\":" + responsePayload);
  }

  /** A function failed with this error, invoked with this JSON. */
  public static String failure(String requestPayload, String error) {
    return record("RetriesExhausted", requestPayload, ",\"responsePayload\":" + error)
        .replace("\"statusCode\": 200,", "\"statusCode\": 200, \"functionError\": \"Unhandled\",");
  }

  /** The function had no turn before the event was too old. */
  public static String tooOld(String requestPayload) {
    return record("EventAgeExceeded", requestPayload, "");
  }

  /** A batch of messages with these ids and bodies. */
  public static SQSEvent batch(Map<String, String> bodies) {
    StringBuilder records = new StringBuilder();
    new LinkedHashMap<>(bodies)
        .forEach((id, body) -> {
          records.append(records.isEmpty() ? "" : ",");
          records.append(message(id, body));
        });
    return LambdaJson.read("{\"Records\":[" + records + "]}", SQSEvent.class);
  }

  private static String record(String condition, String requestPayload, String response) {
    return String.format(
        Locale.ROOT,
"""
{
  "version": "1.0",
  "timestamp": "2026-01-01T12:00:01.568Z",
  "requestContext": {
    "requestId": "e4b46cbf-b738-4f5e-8880-a18cdf61200e",
    "functionArn": "arn:aws:lambda:eu-west-1:123456789012:function:evictor:$LATEST",
    "condition": "%s",
    "approximateInvokeCount": 1
  },
  "requestPayload": %s,
  "responseContext": {"statusCode": 200, "executedVersion": "$LATEST"}%s
}
""",
        condition,
        requestPayload,
        response);
  }

  private static String message(String id, String body) {
    return String.format(
        Locale.ROOT,
"""
{
  "messageId": "%s",
  "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
  "body": %s,
  "attributes": {
    "ApproximateReceiveCount": "1",
    "SentTimestamp": "1545082649183",
    "SenderId": "AIDAIENQZJOLO23YVJ4VO",
    "ApproximateFirstReceiveTimestamp": "1545082649185"
  },
  "messageAttributes": {},
  "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
  "eventSource": "aws:sqs",
  "eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:queue",
  "awsRegion": "eu-west-1"
}
""",
        id,
        Json.write(body));
  }
}
