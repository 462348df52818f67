package dev.freshet.viewcache;

import java.io.Serial;

/**
 * The cache did not answer in time, refused the connection, or failed. The call may have been
 * carried out all the same.
 */
public final class CacheUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public CacheUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public CacheUnavailableException(String message) {
    super(message);
  }
}
