package dev.freshet.emulators.lambda.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;

/**
 * The error documents that Lambda makes of what goes wrong in a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-exceptions.html">Lambda function
 *     errors in Java</a>
 */
final class FunctionErrors {
  /** The largest answer of a synchronous invocation, 6 MB and Lambda's small allowance. */
  static final int LARGEST_ANSWER = 6 * 1024 * 1024 + 100;

  private FunctionErrors() {}

  /** The document of an exception: its own frames only, as the runtime cuts its own off. */
  static String of(Throwable thrown) {
    String message = thrown.getLocalizedMessage();
    ObjectNode document =
        document(
            thrown.getClass().getName(), message == null ? thrown.getClass().getName() : message);
    ArrayNode frames = document.putArray("stackTrace");
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().startsWith(FunctionErrors.class.getPackageName())) {
        break;
      }
      frames.add(frame.toString());
    }
    return document.toString();
  }

  static String timedOut(String requestId, Duration timeout) {
    return document(
            "Sandbox.Timedout",
            String.format(
                Locale.ROOT,
                "RequestId: %s Error: Task timed out after %.2f seconds",
                requestId,
                timeout.toMillis() / 1000.0))
        .toString();
  }

  static String died(String requestId) {
    return document(
            "Runtime.ExitError",
            "RequestId: " + requestId + " Error: Runtime exited with error: exit status 1")
        .toString();
  }

  static String answerTooLarge() {
    return document(
            "Function.ResponseSizeTooLarge",
            "Response payload size exceeded maximum allowed payload size (%d bytes)."
                .formatted(LARGEST_ANSWER))
        .toString();
  }

  private static ObjectNode document(String type, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("errorMessage", message)
        .put("errorType", type);
  }
}
