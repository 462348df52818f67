package dev.freshet.leases;

import dev.freshet.domain.Owner;
import dev.freshet.leases.RecordItems.Change;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.lease.OwnerShare;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Leases in a DynamoDB table whose only key is {@code pk} and whose TTL attribute is {@code
 * expiresAt}. Thread-safe; does not close the client. A call blocks no longer than its timeout, if
 * the client's connection timeout is not longer: a connection attempt cannot be interrupted.
 *
 * <pre>
 * LEASE#u-alice#orders   grants (L of M: generation, firstAt, lastAt, until, prepaid)
 * LEDGER#2026-11         committed (purges), reserved (M: number of the 5-minute slot -> purges)
 * SHARE#u-alice#2026-11  days (M: day of the month -> purges)
 * </pre>
 *
 * Each item has also {@code version} and {@code expiresAt}. {@code generation} is S, {@code
 * prepaid} BOOL, all else N. Times are epoch seconds, those of a grant with decimal places; {@code
 * expiresAt} has none, as DynamoDB demands.
 *
 * <p><b>What {@code false} means.</b> Every write is one TransactWriteItems, even that of one
 * record, for the sake of its <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">client
 * token</a>: if the SDK sends the request again because an answer was lost, DynamoDB answers as to
 * the first one. A PutItem would cost half, and would find its own version and call it a conflict.
 *
 * <p><b>Deleted items.</b> A lease without grants stays, so that late writes fail its version.
 * DynamoDB deletes an item when {@code expiresAt} has passed, a day or more after the item's last
 * write and after the end of its last grant; the record reads as never stored then, and its
 * versions begin anew. An <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">expired item</a>
 * counts until it is deleted, and a write that prolongs it keeps it. A write that was decided on an
 * item before its deletion, and would meet the same version afterwards, would have to be a day
 * late: a Lambda function ends after 15 minutes, and a request reaches AWS within <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-signing.html">five
 * minutes</a> of its signature or is refused.
 */
public final class DynamoDbLeaseStore implements LeaseStore {
  private final BatchRead reads;
  private final ConditionalWrite writes;
  private final InstantSource clock;

  /** The clock only tells when items may be deleted. */
  public DynamoDbLeaseStore(DynamoDbClient client, String tableName, InstantSource clock) {
    this.reads = new BatchRead(client, tableName);
    this.writes = new ConditionalWrite(client, tableName);
    this.clock = clock;
  }

  /**
   * {@inheritDoc}
   *
   * @throws LeaseStoreUnavailableException also if an item is not readable; names its key and the
   *     attribute. It stays so until the item is repaired or deleted
   * @throws IllegalArgumentException for more than {@link #MOST_RECORDS}
   */
  @Override
  public Records read(Query query, Duration timeout) {
    RecordKey ledger = RecordKey.ofLedger(query.month());
    Map<RecordKey, StoredItem> items = items(query, timeout);
    return new Records(
        query.month(),
        query.leases().stream()
            .collect(Collectors.toMap(Function.identity(), view -> lease(items, view))),
        Optional.of(find(items, ledger, StoredItem::ledger, Ledger.EMPTY)),
        query.share().map(owner -> share(items, owner, query.month())));
  }

  private Map<RecordKey, StoredItem> items(Query query, Duration timeout) {
    List<RecordKey> keys = new ArrayList<>();
    query.leases().forEach(view -> keys.add(RecordKey.ofLease(view)));
    keys.add(RecordKey.ofLedger(query.month()));
    query.share().ifPresent(owner -> keys.add(RecordKey.ofShare(owner, query.month())));
    checkNumber(keys.size());
    try {
      return reads.items(keys, Deadline.in(timeout));
    } catch (SdkException failure) {
      throw new LeaseStoreUnavailableException("records of leases were not read", failure);
    }
  }

  private static Versioned<Lease> lease(Map<RecordKey, StoredItem> items, ViewKey view) {
    return find(items, RecordKey.ofLease(view), StoredItem::lease, Lease.NONE);
  }

  private static OwnedShare share(Map<RecordKey, StoredItem> items, Owner owner, YearMonth month) {
    RecordKey key = RecordKey.ofShare(owner, month);
    return new OwnedShare(owner, find(items, key, StoredItem::share, OwnerShare.NONE));
  }

  private static <T> Versioned<T> find(
      Map<RecordKey, StoredItem> items,
      RecordKey key,
      Function<StoredItem, Versioned<T>> form,
      T empty) {
    StoredItem item = items.get(key);
    return item == null ? new Versioned<>(empty, 0) : form.apply(item);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException for more than {@link #MOST_RECORDS}
   */
  @Override
  public boolean write(Records changed, Duration timeout) {
    List<Change> changes = RecordItems.changes(changed, clock.instant());
    checkNumber(changes.size());
    try {
      return changes.isEmpty() || writes.put(changes, Deadline.in(timeout));
    } catch (SdkException failure) {
      throw new LeaseStoreUnavailableException(
          "it is not known whether records of leases were written", failure);
    }
  }

  private static void checkNumber(int records) {
    if (records > MOST_RECORDS) {
      throw new IllegalArgumentException(
          "a call takes at most " + MOST_RECORDS + " records, was " + records);
    }
  }
}
