package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlotTableTest {
  private static final NodeAddress ASKED = new NodeAddress("endpoint", 6379);
  private static final NodeAddress A = new NodeAddress("a", 1);
  private static final NodeAddress B = new NodeAddress("b", 2);
  private static final NodeAddress REPLICA = new NodeAddress("c", 3);

  private static List<Object> range(long first, long last, Object... nodes) {
    List<Object> range = new ArrayList<>(List.of(first, last));
    range.addAll(Arrays.asList(nodes));
    return range;
  }

  private static List<@Nullable Object> node(@Nullable String host, long port) {
    return Arrays.asList(host, port, "id");
  }

  @Test
  void aSlotIsThatOfThePrimaryOfItsRange() {
    SlotTable table =
        SlotTable.of(
            List.of(range(0, 99, node("a", 1), node("c", 3)), range(100, 16_383, node("b", 2))),
            ASKED);
    assertThat(table.primaryOf(0)).contains(A);
    assertThat(table.primaryOf(99)).contains(A);
    assertThat(table.primaryOf(100)).contains(B);
    assertThat(table.primaryOf(16_383)).contains(B);
    assertThat(table.nodes()).containsExactly(A, B, REPLICA);
  }

  @Test
  void aSlotThatTheClusterHasLostHasNoPrimary() {
    SlotTable table = SlotTable.of(List.of(range(5, 5, node("a", 1))), ASKED);
    assertThat(table.primaryOf(4)).isEmpty();
    assertThat(table.primaryOf(6)).isEmpty();
  }

  @Test
  void aNodeWithoutAHostHasThatOfTheNodeThatWasAsked() {
    SlotTable table =
        SlotTable.of(List.of(range(0, 1, node(null, 7)), range(2, 3, node("", 8))), ASKED);
    assertThat(table.primaryOf(0)).contains(new NodeAddress("endpoint", 7));
    assertThat(table.primaryOf(2)).contains(new NodeAddress("endpoint", 8));
  }

  @Test
  void aNodeWithoutAKnownNameIsNoNode() {
    SlotTable table =
        SlotTable.of(List.of(range(0, 1, node("?", 7)), range(2, 3, node("a", 1))), ASKED);
    assertThat(table.primaryOf(0)).isEmpty();
    assertThat(table.nodes()).containsExactly(A);
  }

  @Test
  void aNodeThatHasLostItsClusterTellsNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SlotTable.of(List.of(), ASKED))
        .withMessageContaining("endpoint:6379");
  }

  @Test
  void aMovedSlotIsTheOnlyOneThatChanges() {
    SlotTable before = SlotTable.of(List.of(range(0, 9, node("a", 1))), ASKED);
    SlotTable after = before.with(5, B);
    assertThat(after.primaryOf(5)).contains(B);
    assertThat(after.primaryOf(4)).contains(A);
    assertThat(after.nodes()).containsExactly(A, B);
    assertThat(before.primaryOf(5)).contains(A);
  }
}
