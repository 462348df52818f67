package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How many follow a user, and how many the user follows. Not part of {@link StatsItem}: orders of a
 * user whom many begin to follow would be in the way of that, and the other way round.
 */
public record FollowCountsItem(UserId userId, long followers, long following) implements Item {
  public static final String FOLLOWERS = "followers";
  public static final String FOLLOWING = "following";

  public static FollowCountsItem from(Attributes item) {
    return new FollowCountsItem(item.user(), item.number(FOLLOWERS), item.number(FOLLOWING));
  }

  public static ItemKey key(UserId user) {
    return ItemKey.of(ItemType.FOLLOW_COUNTS, user);
  }

  @Override
  public ItemKey key() {
    return key(userId);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(FOLLOWERS, Attribute.number(followers), FOLLOWING, Attribute.number(following));
  }
}
