package dev.freshet.domain;

/**
 * The types of items in the single table, with their sort keys.
 *
 * <p>A sort key that ends in {@code #} is a prefix, followed by the item's own id.
 */
public enum ItemType {
  PROFILE("USER#", "PROFILE"),
  PREFERENCES("USER#", "PREFERENCES"),
  STATS("USER#", "STATS"),
  ORDER("USER#", "ORDER#"),

  /** Sorts just before {@link #PROFILE} and {@link #STATS}, so that one query reads all three. */
  ACTIVITY("USER#", "PRIOR#"),

  NOTIFICATION_UNREAD("USER#", "NOTIFICATION#UNREAD#"),
  NOTIFICATION_READ("USER#", "NOTIFICATION#READ#"),
  FOLLOWING("USER#", "FOLLOWING#"),
  FOLLOWER("USER#", "FOLLOWER#"),
  FOLLOWING_COUNT("USER#", "FOLLOWING-COUNT#"),
  FOLLOWER_COUNT("USER#", "FOLLOWER-COUNT#"),
  IDEMPOTENCY("USER#", "IDEMPOTENCY#"),
  DELETION("USER#", "DELETION"),
  EMAIL("EMAIL#", "EMAIL"),
  PRODUCT("PRODUCT#", "PRODUCT"),
  LISTED_PRODUCT("LIST#", "PRODUCT#");

  private final String partitionPrefix;
  private final String sortKey;

  ItemType(String partitionPrefix, String sortKey) {
    this.partitionPrefix = partitionPrefix;
    this.sortKey = sortKey;
  }

  /** What the partition keys of such items start with. */
  public String partitionPrefix() {
    return partitionPrefix;
  }

  /** The sort key, or what the sort keys of such items start with. */
  public String sortKey() {
    return sortKey;
  }

  /** Whether one partition may hold several such items. */
  public boolean repeats() {
    return sortKey.endsWith("#");
  }

  boolean claims(String partitionKey, String candidate) {
    return partitionKey.startsWith(partitionPrefix)
        && (repeats()
            ? candidate.startsWith(sortKey) && candidate.length() > sortKey.length()
            : candidate.equals(sortKey));
  }
}
