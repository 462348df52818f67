package dev.freshet.viewcache;

import java.io.Serial;

/**
 * The cache is late or gone, and an eviction may or may not have been done. The caller retries,
 * with the same eviction id, until it gets through: evictions are never dropped.
 */
public final class CacheAwayException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public CacheAwayException(String message, Throwable cause) {
    super(message, cause);
  }

  public CacheAwayException(String message) {
    super(message);
  }
}
