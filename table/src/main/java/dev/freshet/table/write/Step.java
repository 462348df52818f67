package dev.freshet.table.write;

import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One write of a transaction, and what it means if its condition does not hold. */
record Step<R>(TransactWriteItem write, Attempt<R> ifRefused) {

  /** A write that others can only refuse by being faster. */
  static <R> Step<R> of(TransactWriteItem write) {
    return new Step<>(write, Attempt.overtaken());
  }

  /** A write that is refused for one reason, which is a result. */
  static <R> Step<R> of(TransactWriteItem write, R ifRefused) {
    return new Step<>(write, Attempt.settled(ifRefused));
  }
}
