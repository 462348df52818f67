package dev.freshet.invalidator.publisher;

/**
 * The first record of a batch cannot be read, now or later. Thrown out of the handler, as a failed
 * invocation makes the event source halve the batch until the record is alone; a reported batch
 * item failure would not, and the records behind it would share its way to the dead-letter queue.
 * See <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">partial
 * batch responses</a>.
 */
final class PoisonRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String sequenceNumber;

  PoisonRecordException(String sequenceNumber, String reason) {
    super("record " + sequenceNumber + ": " + reason);
    this.sequenceNumber = sequenceNumber;
  }

  /** Where in its shard the record stands. */
  String sequenceNumber() {
    return sequenceNumber;
  }
}
