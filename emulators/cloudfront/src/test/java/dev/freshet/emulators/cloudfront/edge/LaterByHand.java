package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.api.DelayedPurges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what is to be run later, and runs it when told. */
final class LaterByHand implements DelayedPurges {
  private final List<Runnable> waiting = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();

  @Override
  public synchronized void run(Duration delay, Runnable task) {
    waiting.add(task);
    delays.add(delay);
  }

  synchronized List<Duration> delays() {
    return List.copyOf(delays);
  }

  /** Runs what has waited longest. */
  void runNext() {
    Runnable due;
    synchronized (this) {
      due = waiting.removeFirst();
    }
    due.run();
  }

  void runAll() {
    List<Runnable> due;
    synchronized (this) {
      due = List.copyOf(waiting);
      waiting.clear();
    }
    due.forEach(Runnable::run);
  }
}
