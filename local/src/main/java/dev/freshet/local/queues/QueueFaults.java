package dev.freshet.local.queues;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** What may happen on demand to messages that are sent to queues. Thread-safe. */
public final class QueueFaults {
  private volatile Delay delay = Delay.NONE;

  QueueFaults() {}

  private record Delay(Predicate<String> queues, double rate, Duration by) {
    static final Delay NONE = new Delay(_ -> false, 0, Duration.ZERO);
  }

  /**
   * From now on this share of the messages to the queues with matching names is visible later, by
   * this time beyond the delay that it would have; rounded up to seconds.
   */
  public void delay(Predicate<String> queues, double rate, Duration by) {
    delay = new Delay(queues, rate, by);
  }

  /** Ends the delays; messages that were sent before still come late. */
  public void clear() {
    delay = Delay.NONE;
  }

  /** Whether messages to this queue may be delayed. */
  boolean concern(String queue) {
    return delay.queues().test(queue);
  }

  /** How much later a message is visible that is sent now, in seconds. */
  int seconds() {
    Delay now = delay;
    boolean happens = ThreadLocalRandom.current().nextDouble() < now.rate();
    return happens ? (int) now.by().plusMillis(999).toSeconds() : 0;
  }
}
