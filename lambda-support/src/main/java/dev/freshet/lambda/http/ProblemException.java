package dev.freshet.lambda.http;

import java.time.Duration;
import java.util.Optional;

/**
 * The request is rejected. Thrown by an {@link Endpoint}; {@link ApiFunction} answers with a
 * problem document. The message is for the client and contains no internal data.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Retry-After has a resolution of one second. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final ProblemType type;
  private final String field;
  private final String explanation;
  private final Duration retryAfter;

  public ProblemException(ProblemType type, String message) {
    this(type, "", message, SOON);
  }

  private ProblemException(ProblemType type, String field, String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
    this.type = type;
    this.field = field;
    this.explanation = message;
  }

  /**
   * A problem with one field of the body, one query parameter or one header.
   *
   * @param field its name or path, such as {@code lines[0].quantity}
   * @param message what is wrong with it, such as {@code must be a whole number from 1 to 50}
   */
  public static ProblemException of(ProblemType type, String field, String message) {
    return new ProblemException(type, field, message, SOON);
  }

  /** 429 with a Retry-After of this duration, in whole seconds. */
  public static ProblemException tooMany(String message, Duration retryAfter) {
    return new ProblemException(ProblemType.TOO_MANY_REQUESTS, "", message, retryAfter);
  }

  /** The most frequent one: 400, naming the field. */
  public static ProblemException invalid(String field, String message) {
    return new ProblemException(ProblemType.INVALID_REQUEST, field, message, SOON);
  }

  public ProblemType type() {
    return type;
  }

  public Optional<String> field() {
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }

  /** When to send the request again, where that may help. */
  Optional<Duration> retryAfter() {
    return switch (type) {
      case UNAVAILABLE, TOO_MANY_REQUESTS -> Optional.of(retryAfter);
      case INVALID_REQUEST,
          UNAUTHORIZED,
          FORBIDDEN,
          NOT_FOUND,
          NO_ACCOUNT,
          CONFLICT,
          PRECONDITION_FAILED,
          BODY_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          IDEMPOTENCY_KEY_REUSED,
          PRECONDITION_REQUIRED,
          INTERNAL ->
          Optional.empty();
    };
  }

  Problem document() {
    return new Problem(
        "/problems/" + type.code(),
        type.title(),
        type.status(),
        field.isEmpty() ? explanation : field + " " + explanation,
        field.isEmpty() ? null : field);
  }
}
