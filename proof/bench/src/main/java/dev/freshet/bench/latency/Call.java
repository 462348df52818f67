package dev.freshet.bench.latency;

/** One request of one connection; it returns with the answer. Not thread-safe. */
@FunctionalInterface
interface Call {
  /**
   * Asks, and waits for the answer.
   *
   * @return whether it came from the layer that is measured; others are left out
   * @throws Exception if there is no right answer: the measurement ends
   */
  boolean run() throws Exception;

  /** Does what has to be done before the next call, and is not timed. */
  default void prepare() throws Exception {}

  /** Opens connections. */
  @FunctionalInterface
  interface Maker {
    /** Opens one more. */
    Call make() throws Exception;
  }
}
