package dev.freshet.table.item;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import java.util.Map;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A shard of a user's follower or following count: the number of follows whose other user belongs
 * to this shard. The count is the sum of the shards. It is sharded because concurrent transactions
 * on one item cancel each other: with one item, only one user at a time could follow the same user.
 *
 * @param type FOLLOWING_COUNT for those whom the user follows, FOLLOWER_COUNT for those who follow
 */
public record FollowCountItem(ItemType type, UserId userId, int shard, long count) implements Item {
  public static final String COUNT = "count";

  /**
   * Enough for as many follows of one user as a partition of the table takes, 250 a second, and all
   * of them are read for two read units. There may be more one day, as only the sum is ever read.
   */
  public static final int SHARDS = 64;

  public static FollowCountItem from(Attributes item) {
    ItemKey key = item.key();
    return new FollowCountItem(
        key.type(), item.user(), Integer.parseInt(key.id()), item.number(COUNT));
  }

  /**
   * The shard in which the user's relation to this other one is counted: always the same, so that
   * what was added to a shard is taken from it again.
   */
  public static ItemKey key(ItemType type, UserId user, UserId other) {
    CRC32 hash = new CRC32();
    hash.update(other.value().getBytes(UTF_8));
    return ItemKey.shard(type, user, (int) (hash.getValue() % SHARDS));
  }

  @Override
  public ItemKey key() {
    return ItemKey.shard(type, userId, shard);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(COUNT, Attribute.number(count));
  }
}
