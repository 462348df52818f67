package dev.freshet.table.read;

import static dev.freshet.table.read.RangeReads.Order.NEWEST_FIRST;
import static dev.freshet.table.read.RangeReads.Order.OLDEST_FIRST;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.table.Table;
import dev.freshet.table.item.ActivityItem;
import dev.freshet.table.item.Attributes;
import dev.freshet.table.item.FollowCountItem;
import dev.freshet.table.item.ListedProductItem;
import dev.freshet.table.item.NotificationItem;
import dev.freshet.table.item.NotificationStatus;
import dev.freshet.table.item.OrderItem;
import dev.freshet.table.item.PreferencesItem;
import dev.freshet.table.item.ProductItem;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.item.RelationItem;
import dev.freshet.table.item.StatsItem;
import dev.freshet.table.read.RangeReads.Range;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What views are built from. Every read is strongly consistent: it sees every write that was
 * acknowledged before it started, without which a view that is filled just after an eviction could
 * keep the old row.
 *
 * <p>Thread-safe. Every method blocks for one round trip, or as long as the client's timeouts
 * allow, and throws {@link dev.freshet.table.ThrottledException} when DynamoDB has no capacity.
 */
public final class TableReads {
  /** If a follow is committed during the read, the total may be slightly newer than the list. */
  private static final int SNAPSHOT_TRIES = 3;

  private final Table table;
  private final ItemReads items;
  private final RangeReads ranges;

  public TableReads(Table table) {
    this.table = table;
    this.items = new ItemReads(table);
    this.ranges = new RangeReads(table);
  }

  public Optional<ProfileItem> profile(UserId user) {
    return items.get(ProfileItem.key(user)).map(ProfileItem::from);
  }

  /** The defaults, as version 0, if the user has not chosen anything. */
  public PreferencesItem preferences(UserId user) {
    return items
        .get(PreferencesItem.key(user))
        .map(PreferencesItem::from)
        .orElseGet(() -> PreferencesItem.defaults(user));
  }

  public Optional<OrderItem> order(UserId user, Ulid id) {
    return items.get(ItemKey.of(ItemType.ORDER, user, id)).map(OrderItem::from);
  }

  public Optional<StatsItem> stats(UserId user) {
    return items.get(StatsItem.key(user)).map(StatsItem::from);
  }

  /**
   * A user's profile, statistics and newest activities.
   *
   * @param profile empty before sign-up is complete
   * @param stats empty before the first order
   * @param activities newest first, without those that have expired
   */
  public record Overview(
      Optional<ProfileItem> profile, Optional<StatsItem> stats, List<ActivityItem> activities) {}

  /** Reads all three in one query, as their sort keys are neighbours. */
  public Overview overview(UserId user, int activities) {
    Instant now = table.now();
    Map<ItemType, List<Attributes>> found =
        ranges.last(activities + 2, ItemType.ACTIVITY, ItemType.STATS, user).stream()
            .collect(Collectors.groupingBy(item -> item.key().type()));
    return new Overview(
        found.getOrDefault(ItemType.PROFILE, List.of()).stream().map(ProfileItem::from).findFirst(),
        found.getOrDefault(ItemType.STATS, List.of()).stream().map(StatsItem::from).findFirst(),
        found.getOrDefault(ItemType.ACTIVITY, List.of()).stream()
            .map(ActivityItem::from)
            .filter(activity -> activity.expiresAt().isAfter(now))
            .limit(activities)
            .toList());
  }

  public Page<OrderItem> orders(UserId user, PageRequest wanted) {
    return page(ItemType.ORDER, user, wanted, OrderItem::from);
  }

  public Page<NotificationItem> notifications(
      UserId user, NotificationStatus status, PageRequest wanted) {
    return page(status.itemType(), user, wanted, NotificationItem::from);
  }

  public Optional<ProductItem> product(ProductId id) {
    return items.get(ItemKey.product(id)).map(ProductItem::from);
  }

  /**
   * Some of all products, at most {@code limit}, above zero. One that is deleted while they are
   * read is left out.
   */
  public ProductPage products(int limit, Optional<ProductId> after) {
    Range listed =
        ranges.read(
            ItemType.LISTED_PRODUCT,
            ItemKey.PRODUCTS,
            limit,
            after.map(ItemKey::listedProduct),
            OLDEST_FIRST);
    List<ProductId> ids =
        listed.items().stream()
            .map(ListedProductItem::from)
            .map(ListedProductItem::productId)
            .toList();
    Map<ProductId, ProductItem> found = products(ids);
    return new ProductPage(
        ids.stream().map(found::get).filter(Objects::nonNull).toList(),
        listed.more() ? Optional.of(ids.getLast()) : Optional.empty());
  }

  /** Those of the products that there are. */
  public Map<ProductId, ProductItem> products(Collection<ProductId> ids) {
    return items.get(ids.stream().map(ItemKey::product).toList()).values().stream()
        .map(ProductItem::from)
        .collect(Collectors.toUnmodifiableMap(ProductItem::productId, Function.identity()));
  }

  /** Those of the users' profiles that there are. */
  public Map<UserId, ProfileItem> profiles(Collection<UserId> users) {
    return items.get(users.stream().map(ProfileItem::key).toList()).values().stream()
        .map(ProfileItem::from)
        .collect(Collectors.toUnmodifiableMap(ProfileItem::userId, Function.identity()));
  }

  /** Who follows a user: at most {@code limit} of them, above zero. */
  public UserPage followers(UserId user, int limit, Optional<UserId> after) {
    return users(ItemType.FOLLOWER, ItemType.FOLLOWER_COUNT, user, limit, after);
  }

  /** Whom a user follows: at most {@code limit} of them, above zero. */
  public UserPage following(UserId user, int limit, Optional<UserId> after) {
    return users(ItemType.FOLLOWING, ItemType.FOLLOWING_COUNT, user, limit, after);
  }

  private UserPage users(
      ItemType type, ItemType countType, UserId user, int limit, Optional<UserId> after) {
    Optional<ItemKey> start = after.map(other -> ItemKey.of(type, user, other));
    List<Attributes> counts = counts(countType, user);
    Range range = ranges.read(type, user.value(), limit, start, OLDEST_FIRST);
    List<Attributes> countsAfter = counts(countType, user);
    for (int again = 0; again < SNAPSHOT_TRIES && !countsAfter.equals(counts); again++) {
      counts = countsAfter;
      range = ranges.read(type, user.value(), limit, start, OLDEST_FIRST);
      countsAfter = counts(countType, user);
    }
    List<UserId> users =
        range.items().stream().map(RelationItem::from).map(RelationItem::other).toList();
    return new UserPage(
        countsAfter.stream().map(FollowCountItem::from).mapToLong(FollowCountItem::count).sum(),
        users,
        range.more() ? Optional.of(users.getLast()) : Optional.empty());
  }

  /**
   * The shards of a count, each with the stamp of its last change: every change of the list changes
   * one. The list that was read between two equal ones is that of the count.
   */
  private List<Attributes> counts(ItemType type, UserId user) {
    return ranges
        .read(type, user.value(), FollowCountItem.SHARDS, Optional.empty(), OLDEST_FIRST)
        .items();
  }

  private <T> Page<T> page(
      ItemType type, UserId user, PageRequest wanted, Function<Attributes, T> mapping) {
    Optional<ItemKey> after = wanted.after().map(id -> ItemKey.of(type, user, id));
    Range range = ranges.read(type, user.value(), wanted.limit(), after, NEWEST_FIRST);
    return new Page<>(
        range.items().stream().map(mapping).toList(),
        range.more()
            ? Optional.of(new Ulid(range.items().getLast().key().id()))
            : Optional.empty());
  }
}
