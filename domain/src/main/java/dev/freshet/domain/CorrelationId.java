package dev.freshet.domain;

/** The mark by which a request, and the change that it made, are followed. */
public final class CorrelationId {

  /** What is safe in a log line, a header and a table attribute. */
  private static final Shape SHAPE =
      new Shape("correlation id", "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

  private CorrelationId() {}

  public static boolean isWellFormed(String id) {
    return SHAPE.fits(id);
  }
}
