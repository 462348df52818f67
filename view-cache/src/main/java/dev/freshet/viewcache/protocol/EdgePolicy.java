package dev.freshet.viewcache.protocol;

/** Whether the edge may keep an answer. */
public sealed interface EdgePolicy {

  /**
   * It may, for so long.
   *
   * @param seconds for {@code s-maxage}, above zero
   */
  record Store(long seconds) implements EdgePolicy {
    public Store {
      if (seconds <= 0) {
        throw new IllegalArgumentException("s-maxage must be above zero");
      }
    }
  }

  /**
   * It must not: {@code no-store}.
   *
   * @param reason the decision that forbids it
   */
  record NoStore(Decision reason) implements EdgePolicy {}
}
