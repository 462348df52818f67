package dev.freshet.viewcache.protocol;

/** What the edge may do with an answer. */
public sealed interface EdgePolicy {
  /**
   * It may keep the answer for so long.
   *
   * @param seconds {@code s-maxage}, above zero
   * @param leased whether the copy is purged if the answer changes; otherwise it has expired before
   *     a purge would take effect
   */
  record Store(long seconds, boolean leased) implements EdgePolicy {
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
