package dev.freshet.soak;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Concurrent workers that run until stopped. */
final class Shift {
  private final Judge judge;
  private final SoakClock clock;
  private final List<Thread> threads;
  private volatile boolean over;

  /** The work of one worker. */
  interface Work {
    void run(BooleanSupplier stopped) throws IOException, InterruptedException;
  }

  private Shift(List<? extends Work> works, Judge judge, SoakClock clock) {
    this.judge = judge;
    this.clock = clock;
    this.threads =
        works.stream()
            .map(work -> Thread.ofVirtual().name("soak").unstarted(() -> carryOut(work)))
            .toList();
  }

  static Shift begin(List<? extends Work> works, Judge judge, SoakClock clock) {
    Shift shift = new Shift(works, judge, clock);
    shift.threads.forEach(Thread::start);
    return shift;
  }

  /** Stops the workers and waits for their end. */
  void end() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Reports an exception of a worker, because the soak is then incomplete. */
  private void carryOut(Work work) {
    try {
      work.run(() -> over);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      judge.violate(Violation.Kind.BROKEN_SOAK, clock.now(), e.toString());
    }
  }
}
