package dev.freshet.readapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.table.ThrottledException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ParallelReadsTest {
  @AutoClose private final ParallelReads reads = new ParallelReads();

  @Test
  void readsRunAtTheSameTime() {
    CyclicBarrier bothAreUnderWay = new CyclicBarrier(2);

    Supplier<Integer> first = reads.begin(() -> await(bothAreUnderWay));
    Supplier<Integer> second = reads.begin(() -> await(bothAreUnderWay));

    assertThat(first.get() + second.get()).isEqualTo(1);
  }

  @Test
  void aReadThatFailsFailsAsItWouldHaveAlone() {
    Supplier<String> read =
        reads.begin(() -> {
          throw new ThrottledException(null);
        });

    assertThatThrownBy(read::get).isInstanceOf(ThrottledException.class);
  }

  private static int await(CyclicBarrier barrier) {
    try {
      return barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
