package dev.freshet.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<String> closed = new ArrayList<>();
  private final Closing closing = new Closing();

  @Test
  void whatWasStartedLastIsStoppedFirstAndOnce() {
    closing.add(() -> closed.add("first"));
    closing.add(() -> closed.add("second"));

    closing.close();
    closing.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void aPartThatFailsToStopDoesNotKeepTheOthersFromIt() {
    closing.add(() -> closed.add("first"));
    closing.add(() -> {
      throw new IllegalStateException("stuck");
    });

    closing.close();

    assertThat(closed).containsExactly("first");
  }
}
