package dev.freshet.table.write;

import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One write of a transaction, and what it means if its condition does not hold. */
record TransactionStep<R>(TransactWriteItem write, Attempt<R> ifRefused) {

  /** A write that others can only refuse by being faster. */
  static <R> TransactionStep<R> of(TransactWriteItem write) {
    return new TransactionStep<>(write, Attempt.overtaken());
  }

  /** A write that is refused for one reason, which is a result. */
  static <R> TransactionStep<R> of(TransactWriteItem write, R ifRefused) {
    return new TransactionStep<>(write, Attempt.settled(ifRefused));
  }
}
