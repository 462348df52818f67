package dev.freshet.viewcache.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OwnerShareTest {
  @Test
  void countsByDayAndByMonth() {
    OwnerShare share = OwnerShare.NONE.plus(1, 2).plus(3, 4).plus(3, 5);
    assertThat(share.onDay(1)).isEqualTo(2);
    assertThat(share.onDay(2)).isZero();
    assertThat(share.onDay(3)).isEqualTo(9);
    assertThat(share.inMonth()).isEqualTo(11);
    assertThat(OwnerShare.NONE.inMonth()).isZero();
  }

  @Test
  void doesNotChange() {
    TreeMap<Integer, Long> days = new TreeMap<>(Map.of(1, 1L));
    OwnerShare share = new OwnerShare(days);
    days.clear();
    assertThat(share.inMonth()).isOne();
  }
}
