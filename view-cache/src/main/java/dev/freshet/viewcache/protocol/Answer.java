package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.Envelope;
import java.time.Duration;
import java.time.Instant;

/**
 * The end of a read: a page of the right owner, where it came from, and what the edge may do.
 *
 * @param agreedAt before the last call of the cache, with which the page agreed if the edge may
 *     keep it
 */
public record Answer(Envelope page, Source source, EdgePolicy edge, Instant agreedAt)
    implements Step {

  /** Where the page was read. */
  public enum Source {
    CACHE,
    TABLE
  }

  /** With the time that it took to get here. */
  public ServedView served(Duration cacheTime, Duration loadTime) {
    return new ServedView(
        page.body(), page.etag(), page.loadedAt(), source, edge, agreedAt, cacheTime, loadTime);
  }
}
