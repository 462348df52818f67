package dev.freshet.table.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.table.item.Item.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemMappingTest {
  private static final UserId ALICE = new UserId("alice");
  private static final Ulid ID = new Ulid("01HV0000000000000000000000");
  private static final Instant AT = Instant.parse("2026-03-01T10:15:30.123Z");
  private static final Stamp STAMP = new Stamp(AT, "request-1");
  private static final OrderItem ORDER =
      new OrderItem(
          ALICE,
          ID,
          AT,
          List.of(
              new OrderLine(new ProductId("tea"), "Tea", 3, 450),
              new OrderLine(new ProductId("mug"), "Mug", 1, 1200)));
  private static final ActivityItem ACTIVITY = new ActivityItem(ALICE, ID, "Ordered tea", AT);
  private static final ProfileItem PROFILE =
      new ProfileItem(ALICE, "Alice", new EmailAddress("alice@example.com"), 3, AT);

  static Stream<Arguments> items() {
    return Stream.of(
        with(PROFILE, ProfileItem::from),
        with(new StatsItem(ALICE, 7, 12_345), StatsItem::from),
        with(
            new FollowCountItem(ItemType.FOLLOWER_COUNT, ALICE, 63, 1_000_000),
            FollowCountItem::from),
        with(
            new RelationItem(ItemType.FOLLOWING, ALICE, new UserId("bob"), AT), RelationItem::from),
        with(new RelationItem(ItemType.FOLLOWER, ALICE, new UserId("bob"), AT), RelationItem::from),
        with(ORDER, OrderItem::from),
        with(ACTIVITY, ActivityItem::from),
        with(
            new NotificationItem(ALICE, ID, NotificationStatus.UNREAD, "Placed", AT),
            NotificationItem::from),
        with(
            new NotificationItem(ALICE, ID, NotificationStatus.READ, "Placed", AT),
            NotificationItem::from),
        with(
            new ProductItem(new ProductId("tea"), ProductDetails.of("Tea", "Green\nleaf", 450), 1),
            ProductItem::from),
        with(
            new IdempotencyItem("key #1", "abc", ORDER, Instant.ofEpochSecond(1_800_000_000)),
            IdempotencyItem::from));
  }

  @Test
  void aRelationIsCountedInTheSameShardForEver() {
    UserId bob = new UserId("bob");

    assertThat(FollowCountItem.key(ItemType.FOLLOWER_COUNT, bob, ALICE).sortKey())
        .isEqualTo("FOLLOWER-COUNT#7");
    assertThat(FollowCountItem.key(ItemType.FOLLOWING_COUNT, ALICE, bob).sortKey())
        .isEqualTo("FOLLOWING-COUNT#0");
  }

  private static Arguments with(Item item, Function<Attributes, Item> mapping) {
    return Arguments.of(item, mapping);
  }

  @ParameterizedTest
  @MethodSource("items")
  void anItemIsReadBackAsItWasWritten(Item item, Function<Attributes, Item> mapping) {
    assertThat(mapping.apply(new Attributes(item.stamped(STAMP)))).isEqualTo(item);
  }

  @ParameterizedTest
  @MethodSource("items")
  void everyItemSaysWhoChangedItAndWhen(Item item, Function<Attributes, Item> unused) {
    assertThat(item.stamped(STAMP))
        .containsEntry("changedAt", AttributeValue.fromN("1772360130123"))
        .containsEntry("correlationId", AttributeValue.fromS("request-1"))
        .containsKeys("pk", "sk");
  }

  @ParameterizedTest
  @MethodSource("items")
  void anAttributeOfAnotherTypeIsRefusedByName(Item item, Function<Attributes, Item> mapping) {
    List<String> read =
        item.attributes().keySet().stream().filter(name -> !derived(item, name)).toList();
    assertThat(read).isNotEmpty();
    for (String name : read) {
      Map<String, AttributeValue> damaged = new HashMap<>(item.stamped(STAMP));
      damaged.put(name, AttributeValue.fromBool(true));
      assertThatThrownBy(() -> mapping.apply(new Attributes(damaged)))
          .as(name)
          .isInstanceOf(CorruptItemException.class)
          .hasMessageContaining(name);
    }
  }

  /** Written for DynamoDB or for people who look into the table, and not read back. */
  private static boolean derived(Item item, String attribute) {
    return attribute.equals("totalCents")
        || (item instanceof ActivityItem && attribute.equals("expiresAt"));
  }

  @Test
  void anItemWithoutAnAttributeIsRefusedByTheAttributesName() {
    Map<String, AttributeValue> damaged = new HashMap<>(PROFILE.stamped(STAMP));
    damaged.remove("version");

    assertThatThrownBy(() -> ProfileItem.from(new Attributes(damaged)))
        .isInstanceOf(CorruptItemException.class)
        .hasMessageContaining("version");
  }

  @Test
  void aProductFromBeforeProductsHadDescriptionsHasAnEmptyOne() {
    ProductItem tea = new ProductItem(new ProductId("tea"), ProductDetails.of("Tea", 450), 1);
    Map<String, AttributeValue> old = new HashMap<>(tea.stamped(STAMP));
    old.remove("description");

    assertThat(ProductItem.from(new Attributes(old))).isEqualTo(tea);
  }

  @Test
  void anActivityExpiresInWholeSecondsAsTheTimeToLiveWantsThem() {
    assertThat(ACTIVITY.attributes().get("expiresAt"))
        .isEqualTo(
            AttributeValue.fromN(Long.toString(AT.plus(Duration.ofDays(90)).getEpochSecond())));
  }

  @Test
  void anOrdersTotalIsThatOfItsLines() {
    assertThat(ORDER.totalCents()).isEqualTo(3 * 450 + 1200);
    assertThat(ORDER.attributes()).containsEntry("totalCents", AttributeValue.fromN("2550"));
  }

  @Test
  void aTotalBeyondALongIsRefusedAndNotWrong() {
    OrderLine line = new OrderLine(new ProductId("tea"), "Tea", 2, Long.MAX_VALUE);

    assertThatThrownBy(line::totalCents).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void theItemThatHoldsAnAddressStaysOutOfTheIndexOfProfiles() {
    EmailItem item = new EmailItem(PROFILE.email(), ALICE);

    assertThat(item.stamped(STAMP)).doesNotContainKey(ProfileItem.EMAIL);
  }
}
