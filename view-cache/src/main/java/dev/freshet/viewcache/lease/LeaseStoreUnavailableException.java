package dev.freshet.viewcache.lease;

import java.io.Serial;

/**
 * The store of leases did not answer in time. A write may have happened. A reader answers short; a
 * purge is tried again later: no answer never means "no lease".
 */
public final class LeaseStoreUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public LeaseStoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public LeaseStoreUnavailableException(String message) {
    super(message);
  }
}
