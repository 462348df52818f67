package dev.freshet.local.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What may happen to deliveries on demand. EventBridge promises at least once and no order, so none
 * of these loses an event: a dropped delivery is made later. Thread-safe; a switch acts on
 * deliveries that start afterwards.
 */
public final class BusFaults {
  private int copies = 1;
  private Duration delay = Duration.ZERO;
  private Duration redeliverAfter = Duration.ZERO;
  private int reorderWindow = 1;
  private Duration longestHold = Duration.ZERO;
  private final List<Runnable> held = new ArrayList<>();

  BusFaults() {}

  /** Delivers every event this many times. */
  public synchronized void duplicate(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("an event is delivered at least once");
    }
    copies = times;
  }

  /** Delivers every event this much later. */
  public synchronized void delay(Duration by) {
    delay = by;
  }

  /** Loses the first delivery of every event and makes it again after this time. */
  public synchronized void dropThenRetry(Duration after) {
    redeliverAfter = after;
  }

  /**
   * Holds deliveries back and lets them go in reversed order, when {@code window} of them are
   * together or the first of them has waited for {@code atMost}.
   */
  public synchronized void reorder(int window, Duration atMost) {
    reorderWindow = window;
    longestHold = atMost;
  }

  /** Ends every fault. What is held back goes out when its time comes. */
  public synchronized void clear() {
    copies = 1;
    delay = Duration.ZERO;
    redeliverAfter = Duration.ZERO;
    reorderWindow = 1;
    longestHold = Duration.ZERO;
  }

  /** When the copies of one event are to be delivered, counted from now. */
  synchronized List<Duration> schedule() {
    return Collections.nCopies(copies, delay.plus(redeliverAfter));
  }

  /** How many deliveries are held back for reordering. */
  public synchronized int waiting() {
    return held.size();
  }

  /** How long a delivery may be held for reordering; zero: it is not. */
  synchronized Duration longestHold() {
    return reorderWindow > 1 ? longestHold : Duration.ZERO;
  }

  /** Holds a delivery; returns those that are to go now, in order: none, or all that were held. */
  synchronized List<Runnable> hold(Runnable delivery) {
    held.add(delivery);
    return held.size() >= reorderWindow ? release() : List.of();
  }

  /** Gives everything that is held, last come first. */
  synchronized List<Runnable> release() {
    List<Runnable> reversed = new ArrayList<>(held.reversed());
    held.clear();
    return reversed;
  }
}
