package dev.freshet.table.write;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import dev.freshet.table.Table;
import dev.freshet.table.item.FollowCountsItem;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.item.RelationItem;
import dev.freshet.table.read.ItemReads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Lets users follow each other. Both sides and both counts are one transaction, which the item of
 * the one who follows lets through once, however often the request is sent. Thread-safe.
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
    return Transactions.settle(
        new FollowResult.Conflict(),
        () -> {
          Writes writes = new Writes(table, correlationId);
          Instant now = table.now();
          return transactions.commit(
              new FollowResult.Changed(),
              List.of(
                  Step.of(
                      writes.put(following(follow, now), Condition.absent()),
                      new FollowResult.Unchanged()),
                  Step.of(writes.put(follower(follow, now))),
                  exists(writes, follow.follower()),
                  exists(writes, follow.followed()),
                  Step.of(countFollowing(writes, follow, 1)),
                  Step.of(countFollower(writes, follow, 1))));
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
                      Step.of(
                          writes.delete(followingKey(follow), Condition.present()),
                          new FollowResult.Unchanged()),
                      Step.of(writes.delete(followerKey(follow), Condition.present())),
                      Step.of(countFollowing(writes, follow, -1)),
                      Step.of(countFollower(writes, follow, -1))));
            });
    boolean unknown =
        result instanceof FollowResult.Unchanged
            && reads.get(ProfileItem.key(follow.followed())).isEmpty();
    return unknown ? new FollowResult.NoSuchUser(follow.followed()) : result;
  }

  private static Step<FollowResult> exists(Writes writes, UserId user) {
    return Step.of(
        writes.check(ProfileItem.key(user), Condition.present()),
        new FollowResult.NoSuchUser(user));
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
    return count(writes, follow.follower(), 0, change);
  }

  private static TransactWriteItem countFollower(Writes writes, Follow follow, long change) {
    return count(writes, follow.followed(), change, 0);
  }

  /** The first one makes the item. Nothing is added to the other count, so that both are there. */
  private static TransactWriteItem count(
      Writes writes, UserId user, long followers, long following) {
    return writes.add(
        FollowCountsItem.key(user),
        Map.of(FollowCountsItem.FOLLOWERS, followers, FollowCountsItem.FOLLOWING, following));
  }
}
