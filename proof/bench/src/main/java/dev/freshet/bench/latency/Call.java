package dev.freshet.bench.latency;

/** One request of one connection; it returns with the answer. Not thread-safe. */
@FunctionalInterface
interface Call {
  /**
   * Sends the request and waits for the answer.
   *
   * @return whether the answer came from the measured layer; other answers are not counted
   * @throws Exception for a wrong answer, which ends the measurement
   */
  boolean run() throws Exception;

  /** Prepares the next call; not timed. */
  default void prepare() throws Exception {}

  /** Opens connections. */
  @FunctionalInterface
  interface Maker {
    /** Opens one more. */
    Call make() throws Exception;
  }
}
