package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import io.lettuce.core.cluster.SlotHash;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ViewKeysTest {
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final ViewName ORDERS = new ViewName("orders");
  private static final ViewName PROFILE = new ViewName("profile");

  @Test
  void eachViewHasPagesAndAFence() {
    assertThat(ViewKeys.of(ALICE, ORDERS).all())
        .containsExactly("{u-alice}:orders", "{u-alice}:orders:fence");
  }

  @Test
  void allKeysOfOneOwnerAreInOneSlotAndOwnersAreSpread() {
    assertThat(slots(ALICE)).containsOnly(SlotHash.getSlot("u-alice"));
    assertThat(slots(Owner.of(new UserId("bob")))).doesNotContain(SlotHash.getSlot("u-alice"));
  }

  private static List<Integer> slots(Owner owner) {
    return Stream.of(ORDERS, PROFILE)
        .flatMap(view -> ViewKeys.of(owner, view).all().stream())
        .map(SlotHash::getSlot)
        .toList();
  }
}
