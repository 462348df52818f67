package dev.freshet.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemKeyTest {
  private static final UserId ALICE = new UserId("alice");
  private static final Ulid ID = new Ulid("01JD0000000000000000000000");

  @ParameterizedTest
  @CsvSource({
    "USER#alice, PROFILE, PROFILE, u-alice",
    "USER#alice, STATS, STATS, u-alice",
    "USER#alice, ORDER#01JD0000000000000000000000, ORDER, u-alice",
    "USER#alice, NOTIFICATION#UNREAD#01JD0000000000000000000000, NOTIFICATION_UNREAD, u-alice",
    "USER#alice, NOTIFICATION#READ#01JD0000000000000000000000, NOTIFICATION_READ, u-alice",
    "USER#alice, FOLLOWER#bob, FOLLOWER, u-alice",
    "USER#alice, FOLLOWER-COUNT#7, FOLLOWER_COUNT, u-alice",
    "PRODUCT#tea, PRODUCT, PRODUCT, p-tea",
  })
  void aKeyInTheTableTellsWhatItIsAndWhoseViewsItTouches(
      String pk, String sk, ItemType type, String owner) {
    ItemKey key = ItemKey.parse(pk, sk);

    assertThat(key.type()).isEqualTo(type);
    assertThat(key.owner()).contains(Owner.parse(owner));
    assertThat(key.partitionKey()).isEqualTo(pk);
    assertThat(key.sortKey()).isEqualTo(sk);
  }

  @Test
  void anItemThatNoViewShowsHasNoOwner() {
    assertThat(ItemKey.email(new EmailAddress("Alice@Example.org")).owner()).isEmpty();
    assertThat(ItemKey.idempotency(ALICE, "k").owner()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "USER#alice, SECRET",
    "USER#alice, ORDER#",
    "USER#, PROFILE",
    "USER#../etc, PROFILE",
    "PRODUCT#tea, PROFILE",
    "nonsense, PROFILE",
  })
  void aKeyOfNoKnownFormIsRefusedRatherThanTakenForAnUninterestingOne(String pk, String sk) {
    assertThatIllegalArgumentException().isThrownBy(() -> ItemKey.parse(pk, sk));
  }

  @Test
  void betweenActivitiesAndStatsSortsTheProfileOnly() {
    assertThat(ItemType.values())
        .filteredOn(type -> type.partitionPrefix().equals(ItemType.STATS.partitionPrefix()))
        .filteredOn(type ->
            type.sortKey().compareTo(ItemType.ACTIVITY.sortKey()) > 0
                && type.sortKey().compareTo(ItemType.STATS.sortKey()) < 0)
        .containsExactly(ItemType.PROFILE);
  }

  @Test
  void anItemOfWhichThereAreSeveralNeedsAnId() {
    assertThatIllegalArgumentException().isThrownBy(() -> ItemKey.of(ItemType.ORDER, ALICE));
    assertThatIllegalArgumentException().isThrownBy(() -> ItemKey.of(ItemType.STATS, ALICE, ID));
  }
}
