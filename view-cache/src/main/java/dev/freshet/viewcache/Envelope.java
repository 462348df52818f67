package dev.freshet.viewcache;

import dev.freshet.domain.Owner;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A loaded page as the cache stores it.
 *
 * @param owner the owner of the data; compared at every read, independently of the key
 * @param loadedAt the time before the first read of the load, by the loader's clock, whole
 *     milliseconds: the page shows every earlier commit
 * @param etag a strong entity tag, including its quotes
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
