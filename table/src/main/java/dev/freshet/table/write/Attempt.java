package dev.freshet.table.write;

/** The outcome of one attempt. */
sealed interface Attempt<R> {

  /** The request has its result, wanted or not. */
  record Settled<R>(R result) implements Attempt<R> {}

  /** What was read has changed since, or is being changed: read again, then try again. */
  record Overtaken<R>() implements Attempt<R> {}

  static <R> Attempt<R> settled(R result) {
    return new Settled<>(result);
  }

  static <R> Attempt<R> overtaken() {
    return new Overtaken<>();
  }
}
