package dev.freshet.lambda.json;

import java.util.Optional;

/**
 * A text is no JSON, or not JSON of the wanted form. The explanation is ours and repeats no value,
 * so a client may be shown it.
 */
public final class UnreadableJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String field;
  private final String explanation;

  UnreadableJsonException(String field, String explanation, Throwable cause) {
    super(field.isEmpty() ? explanation : field + " " + explanation, cause);
    this.field = field;
    this.explanation = explanation;
  }

  /**
   * The path of the field at fault, such as {@code lines[0].quantity}; empty if it is the whole.
   */
  public Optional<String> field() {
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }

  /** What is wrong with it, such as {@code must be a whole number}. */
  public String explanation() {
    return explanation;
  }
}
