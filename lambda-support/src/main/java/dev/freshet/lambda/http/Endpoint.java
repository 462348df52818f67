package dev.freshet.lambda.http;

/** Answers one kind of request. Called by many threads at once where functions share a JVM. */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers one request.
   *
   * @throws ProblemException for an answer that says what is wrong with the request; any other
   *     exception is logged and answered with 500
   */
  ApiResponse answer(ApiRequest request);
}
