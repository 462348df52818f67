package dev.freshet.emulators.lambda.functions;

/** How an invocation ended. */
public sealed interface InvokeResult {

  /** The id of the invocation, in every log line and record of it. */
  String requestId();

  /** The function answered. */
  record Success(String requestId, String payload) implements InvokeResult {}

  /**
   * The function threw, timed out, answered too much or died.
   *
   * @param payload Lambda's error document: {@code errorMessage}, {@code errorType}, {@code
   *     stackTrace}
   */
  record FunctionError(String requestId, String payload) implements InvokeResult {
    /** The value of {@code X-Amz-Function-Error} and of {@code functionError} in records. */
    public static final String KIND = "Unhandled";
  }

  /** The function never saw the event: its reserved concurrency is used up. */
  record Throttled(String requestId) implements InvokeResult {}
}
