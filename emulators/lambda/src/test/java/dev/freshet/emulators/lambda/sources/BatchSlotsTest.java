package dev.freshet.emulators.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.lambda.sources.QueueBatches.Outcome;
import org.junit.jupiter.api.Test;

class BatchSlotsTest {
  private final BatchSlots slots = new BatchSlots(8);

  @Test
  void failuresHalveWhatIsUnderWayDownToOneBatch() throws Exception {
    takeSix();

    slots.giveBackAfter(Outcome.BACK_OFF);
    assertThat(slots.allowed()).isEqualTo(3);
    slots.giveBackAfter(Outcome.BACK_OFF);
    assertThat(slots.allowed()).isOne();
    slots.giveBackAfter(Outcome.BACK_OFF);
    assertThat(slots.allowed()).isOne();
  }

  @Test
  void successesRaiseTheLimitOneByOneUpToTheConfiguredOne() throws Exception {
    takeSix();
    slots.giveBackAfter(Outcome.BACK_OFF);

    for (int i = 0; i < 5; i++) {
      slots.giveBackAfter(Outcome.PROCESSED);
    }
    assertThat(slots.allowed()).isEqualTo(8);
    slots.take();
    slots.giveBackAfter(Outcome.PROCESSED);
    assertThat(slots.allowed()).isEqualTo(8);
  }

  private void takeSix() throws InterruptedException {
    for (int i = 0; i < 6; i++) {
      slots.take();
    }
  }
}
