package dev.freshet.table.write;

import dev.freshet.table.item.NotificationItem;

/** The outcome of marking a notification as read. */
public sealed interface MarkReadResult {

  /** It was unread until now. */
  record Moved(NotificationItem notification) implements MarkReadResult {}

  /** It was read before; nothing was written. */
  record AlreadyRead(NotificationItem notification) implements MarkReadResult {}

  /** The user has no such notification; nothing was written. */
  record NoSuchNotification() implements MarkReadResult {}

  /** Others were in the way until tries ran out; nothing was written, and trying later may work. */
  record Conflict() implements MarkReadResult {}
}
