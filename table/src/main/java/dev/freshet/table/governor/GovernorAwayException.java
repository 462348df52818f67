package dev.freshet.table.governor;

/**
 * The state that purge governors share did not answer: the call may have been carried out. Callers
 * go on with what they know, on the side of freshness.
 */
public final class GovernorAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GovernorAwayException(Throwable cause) {
    super("the governor's state did not answer", cause);
  }
}
