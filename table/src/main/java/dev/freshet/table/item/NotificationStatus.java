package dev.freshet.table.item;

import dev.freshet.domain.ItemType;

/**
 * Whether a user has seen a notification. It is part of the key, so that either kind is a range.
 */
public enum NotificationStatus {
  UNREAD(ItemType.NOTIFICATION_UNREAD),
  READ(ItemType.NOTIFICATION_READ);

  private final ItemType itemType;

  NotificationStatus(ItemType itemType) {
    this.itemType = itemType;
  }

  public ItemType itemType() {
    return itemType;
  }

  static NotificationStatus of(ItemType type) {
    return type == ItemType.NOTIFICATION_READ ? READ : UNREAD;
  }
}
