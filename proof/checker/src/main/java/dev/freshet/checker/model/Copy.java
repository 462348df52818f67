package dev.freshet.checker.model;

import dev.freshet.domain.CacheTag;
import java.util.Arrays;
import java.util.List;

/**
 * An object at the edge.
 *
 * @param key under which it is found
 * @param shown the version of each owner, of its page or a card of it; not to be changed
 * @param arrived before how many purges had been accepted when it came from the origin
 * @param life in milliseconds
 * @param expires the first moment at which it is dead
 * @param truthEnds when what it shows ends to be so, by the calendar
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
  /** In the place of a version. */
  static final int NOT_SHOWN = -1;

  /**
   * What the edge finds objects by.
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

  /** Objects that show the same have the same. */
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

  /** Another of the same, whose life begins now. */
  Copy anew(long now) {
    return new Copy(key, shown, tags, arrived, life, now + life, truthEnds);
  }

  /** The same, as an answer of the origin has just confirmed it. */
  Copy confirmed(int purges, long lives, long now, long trueUntil) {
    return new Copy(key, shown, tags, purges, lives, now + lives, trueUntil);
  }

  long hash(int purges) {
    return Hash.of(key.hash(), Hash.of(shown), purges - arrived, life, expires, truthEnds);
  }
}
