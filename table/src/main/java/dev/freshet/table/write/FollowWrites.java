package dev.freshet.table.write;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import dev.freshet.table.Table;
import dev.freshet.table.item.FollowCountItem;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.item.RelationItem;
import dev.freshet.table.read.ItemReads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Follows and unfollows. One transaction writes both sides and both counts. The follower's item
 * makes it idempotent. Transactions that follow the same user, or that one user starts, share no
 * item, so they do not conflict. Thread-safe.
 */
public final class FollowWrites {
  private final Table table;
  private final ItemReads reads;
  private final Transactions transactions;

  public FollowWrites(Table table) {
    this.table = table;
    this.reads = new ItemReads(table);
    this.transactions = new Transactions(table);
  }

  /**
   * From now on the one follows the other.
   *
   * @throws dev.freshet.table.ThrottledException if there is no capacity; nothing was written
   */
  public FollowResult begin(Follow follow, String correlationId) {
    return withoutAccount(follow)
        .<FollowResult>map(FollowResult.NoSuchUser::new)
        .orElseGet(() -> beginBetweenUsers(follow, correlationId));
  }

  private FollowResult beginBetweenUsers(Follow follow, String correlationId) {
    return Transactions.settle(
        new FollowResult.Conflict(),
        () -> {
          Writes writes = new Writes(table, correlationId);
          Instant now = table.now();
          return transactions.commit(
              new FollowResult.Changed(),
              List.of(
                  TransactionStep.of(
                      writes.put(following(follow, now), Condition.absent()),
                      new FollowResult.Unchanged()),
                  TransactionStep.of(writes.put(follower(follow, now))),
                  TransactionStep.of(countFollowing(writes, follow, 1)),
                  TransactionStep.of(countFollower(writes, follow, 1))));
        });
  }

  /**
   * From now on the one does not follow the other.
   *
   * @throws dev.freshet.table.ThrottledException if there is no capacity; nothing was written
   */
  public FollowResult end(Follow follow, String correlationId) {
    FollowResult result =
        Transactions.settle(
            new FollowResult.Conflict(),
            () -> {
              Writes writes = new Writes(table, correlationId);
              return transactions.commit(
                  new FollowResult.Changed(),
                  List.of(
                      TransactionStep.of(
                          writes.delete(followingKey(follow), Condition.present()),
                          new FollowResult.Unchanged()),
                      TransactionStep.of(writes.delete(followerKey(follow), Condition.present())),
                      TransactionStep.of(countFollowing(writes, follow, -1)),
                      TransactionStep.of(countFollower(writes, follow, -1))));
            });
    boolean unknown =
        result instanceof FollowResult.Unchanged
            && reads.get(ProfileItem.key(follow.followed())).isEmpty();
    return unknown ? new FollowResult.NoSuchUser(follow.followed()) : result;
  }

  /**
   * Read before the transaction instead of checked in it: a check conflicts like a write, so a user
   * with many new followers could not change their profile.
   */
  private Optional<UserId> withoutAccount(Follow follow) {
    List<UserId> users = List.of(follow.follower(), follow.followed());
    Set<ItemKey> found = reads.get(users.stream().map(ProfileItem::key).toList()).keySet();
    return users.stream().filter(user -> !found.contains(ProfileItem.key(user))).findFirst();
  }

  private static RelationItem following(Follow follow, Instant since) {
    return new RelationItem(ItemType.FOLLOWING, follow.follower(), follow.followed(), since);
  }

  private static RelationItem follower(Follow follow, Instant since) {
    return new RelationItem(ItemType.FOLLOWER, follow.followed(), follow.follower(), since);
  }

  private static ItemKey followingKey(Follow follow) {
    return ItemKey.of(ItemType.FOLLOWING, follow.follower(), follow.followed());
  }

  private static ItemKey followerKey(Follow follow) {
    return ItemKey.of(ItemType.FOLLOWER, follow.followed(), follow.follower());
  }

  private static TransactWriteItem countFollowing(Writes writes, Follow follow, long change) {
    return count(writes, ItemType.FOLLOWING_COUNT, follow.follower(), follow.followed(), change);
  }

  private static TransactWriteItem countFollower(Writes writes, Follow follow, long change) {
    return count(writes, ItemType.FOLLOWER_COUNT, follow.followed(), follow.follower(), change);
  }

  /** Changes the count of a user's relations to others by the shard of this other one. */
  static TransactWriteItem count(
      Writes writes, ItemType type, UserId user, UserId other, long change) {
    return writes.add(
        FollowCountItem.key(type, user, other), Map.of(FollowCountItem.COUNT, change));
  }
}
