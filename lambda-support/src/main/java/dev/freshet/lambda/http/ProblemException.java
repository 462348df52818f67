package dev.freshet.lambda.http;

import java.util.Optional;

/**
 * The request cannot be granted. Thrown by an {@link Endpoint}; {@link ApiFunction} answers with a
 * problem document. The message is written for the client and holds nothing of ours or of others.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ProblemType type;
  private final String field;
  private final String explanation;

  public ProblemException(ProblemType type, String message) {
    this(type, "", message);
  }

  private ProblemException(ProblemType type, String field, String message) {
    super(message);
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
    return new ProblemException(type, field, message);
  }

  /** The most frequent one: 400, naming the field. */
  public static ProblemException invalid(String field, String message) {
    return new ProblemException(ProblemType.INVALID_REQUEST, field, message);
  }

  public ProblemType type() {
    return type;
  }

  public Optional<String> field() {
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
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
