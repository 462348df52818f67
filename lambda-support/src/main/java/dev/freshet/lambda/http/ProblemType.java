package dev.freshet.lambda.http;

/** The types of problem documents. Their codes are stable, so clients can depend on them. */
public enum ProblemType {
  INVALID_REQUEST(400, "invalid-request", "The request is not valid"),
  UNAUTHORIZED(401, "unauthorized", "A valid access token is required"),
  FORBIDDEN(403, "forbidden", "Forbidden"),
  NOT_FOUND(404, "not-found", "Resource not found"),
  NO_ACCOUNT(404, "no-account", "The caller has no account yet"),
  CONFLICT(409, "conflict", "The request conflicts with the stored data"),
  PRECONDITION_FAILED(412, "precondition-failed", "The resource has changed since it was read"),
  BODY_TOO_LARGE(413, "body-too-large", "The request body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The request body must be JSON"),
  IDEMPOTENCY_KEY_REUSED(
      422, "idempotency-key-reused", "The idempotency key was used for a different request"),
  PRECONDITION_REQUIRED(428, "precondition-required", "The request needs an If-Match header"),
  TOO_MANY_REQUESTS(429, "too-many-requests", "Too many requests"),
  INTERNAL(500, "internal", "Internal error"),
  UNAVAILABLE(503, "unavailable", "Service temporarily unavailable");

  private final int status;
  private final String code;
  private final String title;

  ProblemType(int status, String code, String title) {
    this.status = status;
    this.code = code;
    this.title = title;
  }

  public int status() {
    return status;
  }

  /** The last segment of the document's {@code type}, after {@code /problems/}. */
  public String code() {
    return code;
  }

  String title() {
    return title;
  }
}
