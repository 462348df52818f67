package dev.freshet.table.write;

import dev.freshet.table.Backoff;
import dev.freshet.table.Table;
import dev.freshet.table.ThrottledException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Commits transactions and tells why one was cancelled: DynamoDB gives a reason for every write, in
 * their order. See <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>.
 * Thread-safe.
 */
final class Transactions {
  /** With {@link Backoff} about 0.3 s at most, well inside the time a client waits for a write. */
  static final int ATTEMPTS = 5;

  private static final String REFUSED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";
  private static final Set<String> THROTTLED =
      Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

  private final Table table;

  Transactions(Table table) {
    this.table = table;
  }

  /**
   * Tries until there is a result.
   *
   * @param otherwise the result if there was none after {@link #ATTEMPTS} tries
   */
  static <R> R settle(R otherwise, Supplier<Attempt<R>> attempt) {
    for (int number = 0; number < ATTEMPTS; number++) {
      Backoff.before(number);
      if (attempt.get() instanceof Attempt.Settled<R>(R result)) {
        return result;
      }
    }
    return otherwise;
  }

  /**
   * Commits all of the steps or none.
   *
   * @param steps if several are refused, the first of them says what it means
   * @return overtaken if another transaction was busy with one of the items; nothing was written
   * @throws ThrottledException if there is no capacity; nothing was written
   */
  <R> Attempt<R> commit(R committed, List<TransactionStep<R>> steps) {
    // The token makes the SDK's own retry of a request whose answer was lost a no-op.
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(steps.stream().map(TransactionStep::write).toList())
            .clientRequestToken(UUID.randomUUID().toString())
            .build();
    try {
      table.call(client -> client.transactWriteItems(request));
      return Attempt.settled(committed);
    } catch (TransactionCanceledException cancelled) {
      return explain(cancelled, steps);
    }
  }

  private static <R> Attempt<R> explain(
      TransactionCanceledException cancelled, List<TransactionStep<R>> steps) {
    List<String> codes =
        cancelled.cancellationReasons().stream().map(CancellationReason::code).toList();
    int refused = codes.indexOf(REFUSED);
    if (refused >= 0) {
      return steps.get(refused).ifRefused();
    }
    if (codes.stream().anyMatch(THROTTLED::contains)) {
      throw new ThrottledException(cancelled);
    }
    if (codes.contains(CONFLICT)) {
      return Attempt.overtaken();
    }
    throw cancelled;
  }
}
