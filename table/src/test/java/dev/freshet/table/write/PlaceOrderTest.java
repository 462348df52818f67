package dev.freshet.table.write;

import static dev.freshet.table.Fixture.ALICE;
import static dev.freshet.table.Fixture.MUG;
import static dev.freshet.table.Fixture.TEA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.table.write.PlaceOrder.Line;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceOrderTest {

  @Test
  void requestsForTheSameHaveTheSameHashWhoeverSendsThem() {
    assertThat(of(new Line(TEA, 1)).hash()).isEqualTo(of(new Line(TEA, 1)).hash());
  }

  @Test
  void requestsForSomethingElseHaveAnotherHash() {
    assertThat(
            List.of(
                of(new Line(TEA, 1)).hash(),
                of(new Line(TEA, 2)).hash(),
                of(new Line(MUG, 1)).hash(),
                of(new Line(TEA, 1), new Line(MUG, 1)).hash(),
                of(new Line(MUG, 1), new Line(TEA, 1)).hash()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 26})
  void anOrderHasFromOneToTwentyFiveLines(int count) {
    List<Line> lines = Collections.nCopies(count, new Line(TEA, 1));

    assertThatThrownBy(() -> new PlaceOrder(ALICE, "k1", lines, "r1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100})
  void aLineHasFromOneToNinetyNinePieces(int quantity) {
    assertThatThrownBy(() -> new Line(TEA, quantity)).isInstanceOf(IllegalArgumentException.class);
  }

  private static PlaceOrder of(Line... lines) {
    return new PlaceOrder(ALICE, "k1", List.of(lines), "r1");
  }
}
