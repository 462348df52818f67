package dev.freshet.table;

import org.jspecify.annotations.Nullable;

/**
 * DynamoDB had no capacity for a request, retries included. Nothing was written. Callers pass it on
 * as "try again later"; trying again at once makes it worse.
 */
public final class ThrottledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ThrottledException(@Nullable Throwable cause) {
    super("DynamoDB has no capacity for the request", cause);
  }
}
