package dev.freshet.checker.model;

import dev.freshet.domain.CacheTag;
import java.util.Arrays;
import java.util.List;

/**
 * An object at the edge.
 *
 * @param key of the object
 * @param shown the version of each owner's page or card in it; read-only
 * @param arrived number of purges accepted before it came from the origin
 * @param life in milliseconds
 * @param expires the first moment at which it has expired
 * @param truthEnds when the calendar makes its content untrue
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Copy(
    Key key,
    int[] shown,
    List<CacheTag> tags,
    int arrived,
    long life,
    long expires,
    long truthEnds) {
  /** Stands for a version. */
  static final int NOT_SHOWN = -1;

  /**
   * The key of an object.
   *
   * @param token of the owner's client
   * @param fresh the value in the request, {@link Table#NO_TOKEN} without
   */
  record Key(int owner, int page, int token, long fresh) {
    long hash() {
      return Hash.of(owner, page, token, fresh);
    }
  }

  static int[] nothing(int owners) {
    int[] nothing = new int[owners];
    Arrays.fill(nothing, NOT_SHOWN);
    return nothing;
  }

  /** Equal for objects with equal content. */
  static String etag(int[] shown) {
    StringBuilder etag = new StringBuilder();
    for (int version : shown) {
      etag.append("\"v").append(version).append('"');
    }
    return etag.toString();
  }

  boolean isAlive(long now) {
    return expires > now;
  }

  /** A copy of this object whose life begins now. */
  Copy anew(long now) {
    return new Copy(key, shown, tags, arrived, life, now + life, truthEnds);
  }

  /** This object after the origin has confirmed it. */
  Copy confirmed(int purges, long lives, long now, long trueUntil) {
    return new Copy(key, shown, tags, purges, lives, now + lives, trueUntil);
  }

  long hash(int purges) {
    return Hash.of(key.hash(), Hash.of(shown), purges - arrived, life, expires, truthEnds);
  }
}
