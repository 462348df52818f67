package dev.freshet.lambda.json;

/**
 * Thrown by the constructor of a record that is read from JSON when one of its components is out of
 * range. {@link Json} puts the path of the record before the component's name.
 */
public final class InvalidFieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final String component;
  private final String expected;

  /**
   * @param component of the record that refuses, such as {@code quantity}
   * @param expected completes "must be", and may be shown to clients
   */
  public InvalidFieldException(String component, String expected) {
    super(component + " must be " + expected);
    this.component = component;
    this.expected = expected;
  }

  public String component() {
    return component;
  }

  public String expected() {
    return expected;
  }
}
