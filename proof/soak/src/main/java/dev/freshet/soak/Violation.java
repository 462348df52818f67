package dev.freshet.soak;

/**
 * A broken promise.
 *
 * @param told the request, the answer and the expected answer, with times
 */
record Violation(Kind kind, long at, String told) {

  /** The broken promise. */
  enum Kind {
    OLDER_THAN_FRESH("an answer that is older than the request's fresh"),
    STALE_FROM_TABLE("an answer from the table misses a change that is older than the request"),
    STALE_WHEN_QUIET("a stale answer after the system had settled"),
    OTHERS_DATA("another user's data"),
    NEVER_WRITTEN("a value that was not yet written, or an inconsistent combination of values"),
    EXPIRED_TOKEN("an answer for a token that had expired"),
    UNEXPLAINED_ERROR("an error that no fault explains"),
    KEPT_ERROR("an error without no-store"),
    NOT_SETTLED("work that continues long after the last fault"),
    LOST_WRITE("an acknowledged change that is not in the table"),
    BROKEN_SOAK("the soak itself failed");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  @Override
  public String toString() {
    return "%s at %s: %s%n    %s".formatted(kind, SoakClock.text(at), kind.text(), told);
  }
}
