package dev.freshet.viewcache.protocol;

/** What the edge may do with an answer. */
public sealed interface EdgePolicy {
  /**
   * It may keep the answer for so long.
   *
   * @param seconds {@code s-maxage}, above zero
   * @param confirms whether a 304 may say so: no copy of the page was stored with a longer life.
   *     AWS does not say whether a 304 shortens the life that a copy was stored with
   */
  record Store(long seconds, boolean confirms) implements EdgePolicy {
    public Store {
      if (seconds <= 0) {
        throw new IllegalArgumentException("s-maxage must be above zero");
      }
    }
  }

  /**
   * It must not keep it: {@code no-store}.
   *
   * @param reason the decision that forbids it
   */
  record NoStore(Decision reason) implements EdgePolicy {}
}
