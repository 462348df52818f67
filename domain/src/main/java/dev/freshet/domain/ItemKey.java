package dev.freshet.domain;

import java.util.Arrays;
import java.util.Optional;

/**
 * The primary key of one item: type, partition and id. The only class that formats and parses table
 * keys.
 *
 * @param type the type of the item
 * @param partition the owner: a user id, an e-mail address, a product id, or the name of a list
 * @param id identifies the item among several of its type; empty if the partition holds only one
 */
public record ItemKey(ItemType type, String partition, String id) {
  /** The list of all products, in the order of their ids. */
  public static final String PRODUCTS = "products";

  public ItemKey {
    if (type.repeats() == id.isEmpty()) {
      throw new IllegalArgumentException(
          type + " items " + (type.repeats() ? "need" : "have no") + " id");
    }
    switch (type.partitionPrefix()) {
      case "USER#" -> new UserId(partition);
      case "PRODUCT#" -> new ProductId(partition);
      case "LIST#" -> requireProductInList(partition, id);
      default -> new EmailAddress(partition);
    }
  }

  private static void requireProductInList(String partition, String id) {
    if (!partition.equals(PRODUCTS)) {
      throw new IllegalArgumentException("only products have a list");
    }
    new ProductId(id);
  }

  /** The key of an item that a user has once. */
  public static ItemKey of(ItemType type, UserId user) {
    return new ItemKey(type, user.value(), "");
  }

  /** The key of one of a user's orders, activities or notifications. */
  public static ItemKey of(ItemType type, UserId user, Ulid id) {
    return new ItemKey(type, user.value(), id.value());
  }

  /** The key of a user's relation to another user. */
  public static ItemKey of(ItemType type, UserId user, UserId other) {
    return new ItemKey(type, user.value(), other.value());
  }

  /** The key of one of the items that a user's count is divided among. */
  public static ItemKey shard(ItemType type, UserId user, int shard) {
    return new ItemKey(type, user.value(), Integer.toString(shard));
  }

  public static ItemKey product(ProductId product) {
    return new ItemKey(ItemType.PRODUCT, product.value(), "");
  }

  /** The item by which a product is found in the list of all of them. */
  public static ItemKey listedProduct(ProductId product) {
    return new ItemKey(ItemType.LISTED_PRODUCT, PRODUCTS, product.value());
  }

  /** The item that keeps an address with one user. */
  public static ItemKey email(EmailAddress address) {
    return new ItemKey(ItemType.EMAIL, address.value(), "");
  }

  /** The item that remembers the answer to a request of this user. */
  public static ItemKey idempotency(UserId user, String key) {
    return new ItemKey(ItemType.IDEMPOTENCY, user.value(), key);
  }

  /**
   * Parses a key of the table.
   *
   * @throws IllegalArgumentException if no item type has such a key: the affected views are unknown
   */
  public static ItemKey parse(String partitionKey, String sortKey) {
    return Arrays.stream(ItemType.values())
        .filter(type -> type.claims(partitionKey, sortKey))
        .map(type -> parse(type, partitionKey, sortKey))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown item key"));
  }

  private static ItemKey parse(ItemType type, String partitionKey, String sortKey) {
    return new ItemKey(
        type,
        partitionKey.substring(type.partitionPrefix().length()),
        sortKey.substring(type.sortKey().length()));
  }

  public String partitionKey() {
    return type.partitionPrefix() + partition;
  }

  public String sortKey() {
    return type.sortKey() + id;
  }

  /** Whose views a change of this item may touch; empty for an item that no view shows. */
  public Optional<Owner> owner() {
    return switch (type) {
      case EMAIL, IDEMPOTENCY, LISTED_PRODUCT -> Optional.empty();
      case PRODUCT -> Optional.of(Owner.of(new ProductId(partition)));
      case PROFILE,
          PREFERENCES,
          DELETION,
          STATS,
          ORDER,
          ACTIVITY,
          NOTIFICATION_UNREAD,
          NOTIFICATION_READ,
          FOLLOWING,
          FOLLOWER,
          FOLLOWING_COUNT,
          FOLLOWER_COUNT ->
          Optional.of(Owner.of(new UserId(partition)));
    };
  }
}
