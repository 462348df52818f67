package dev.freshet.viewcache.lease;

import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.ViewKey;
import java.time.Instant;

/**
 * A view that an answer shows, as far as leases are concerned.
 *
 * @param agreedAt before the answer's page of it passed the cache
 */
public record LeasePart(ViewKey view, Generation generation, Instant agreedAt) {
  /** Whether a lease of the other one is a lease of this one. */
  public boolean isSameGenerationAs(LeasePart other) {
    return view.equals(other.view) && generation.equals(other.generation);
  }
}
