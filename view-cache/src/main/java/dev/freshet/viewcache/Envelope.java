package dev.freshet.viewcache;

import dev.freshet.domain.Owner;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A loaded page, as the cache keeps it.
 *
 * @param owner whose data it is: checked at every read, whatever key it was found under
 * @param loadedAt before the first read of the load, by the loader's clock, whole milliseconds:
 *     whatever was committed before is in it
 * @param etag strong, with its quotes
 */
public record Envelope(Owner owner, Instant loadedAt, String etag, String body) {
  private static final Pattern STRONG_ETAG = Pattern.compile("\"[!#-~]*\"");

  public Envelope {
    if (!STRONG_ETAG.matcher(etag).matches()) {
      throw new IllegalArgumentException("etag must be strong and quoted");
    }
    loadedAt = Instant.ofEpochMilli(loadedAt.toEpochMilli());
  }
}
