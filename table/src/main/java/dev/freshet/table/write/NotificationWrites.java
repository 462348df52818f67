package dev.freshet.table.write;

import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.table.Table;
import dev.freshet.table.item.Item.Stamp;
import dev.freshet.table.item.NotificationItem;
import dev.freshet.table.item.NotificationStatus;
import dev.freshet.table.read.ItemReads;
import java.util.List;
import java.util.Optional;

/** Creates notifications and marks them as read. Thread-safe. */
public final class NotificationWrites {
  private final Table table;
  private final ItemReads reads;
  private final Transactions transactions;

  public NotificationWrites(Table table) {
    this.table = table;
    this.reads = new ItemReads(table);
    this.transactions = new Transactions(table);
  }

  /**
   * Creates an unread notification.
   *
   * @throws dev.freshet.table.ThrottledException if there is no capacity; nothing was written
   */
  public NotificationItem create(UserId user, String message, String correlationId) {
    NotificationItem created =
        new NotificationItem(user, table.newId(), NotificationStatus.UNREAD, message, table.now());
    Stamp stamp = new Stamp(created.at(), correlationId);
    table.call(
        client -> client.putItem(put -> put.tableName(table.name()).item(created.stamped(stamp))));
    return created;
  }

  /**
   * Moves a notification from the unread ones to the read ones; done again, it changes nothing.
   *
   * @throws dev.freshet.table.ThrottledException if there is no capacity; nothing was written
   */
  public MarkReadResult markRead(UserId user, Ulid id, String correlationId) {
    return Transactions.settle(
        new MarkReadResult.Conflict(), () -> attempt(user, id, correlationId));
  }

  /** Looks among the unread ones first: one that moves meanwhile is then found among the read. */
  private Attempt<MarkReadResult> attempt(UserId user, Ulid id, String correlationId) {
    return find(user, NotificationStatus.UNREAD, id)
        .map(unread -> move(unread, correlationId))
        .orElseGet(() ->
            Attempt.settled(
                find(user, NotificationStatus.READ, id)
                    .<MarkReadResult>map(MarkReadResult.AlreadyRead::new)
                    .orElseGet(MarkReadResult.NoSuchNotification::new)));
  }

  private Optional<NotificationItem> find(UserId user, NotificationStatus status, Ulid id) {
    return reads.get(NotificationItem.key(user, status, id)).map(NotificationItem::from);
  }

  private Attempt<MarkReadResult> move(NotificationItem unread, String correlationId) {
    Writes writes = new Writes(table, correlationId);
    return transactions.commit(
        new MarkReadResult.Moved(unread.read()),
        List.of(
            TransactionStep.of(writes.delete(unread.key(), Condition.present())),
            TransactionStep.of(writes.put(unread.read()))));
  }
}
