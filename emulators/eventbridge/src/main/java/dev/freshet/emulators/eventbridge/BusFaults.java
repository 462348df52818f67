package dev.freshet.emulators.eventbridge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What may happen to deliveries on demand. EventBridge promises at least once and no order, so none
 * of these loses an event: a dropped delivery is made later. Thread-safe; a switch acts on
 * deliveries that start afterwards.
 */
public final class BusFaults {
  private int copies = 1;
  private double duplicated = 1;
  private Duration delay = Duration.ZERO;
  private double delayed = 1;
  private Duration redeliverAfter = Duration.ZERO;
  private double dropped = 1;
  private int reorderWindow = 1;
  private Duration longestHold = Duration.ZERO;
  private final List<Runnable> held = new ArrayList<>();
  private final PutFaults puts = new PutFaults();

  BusFaults() {}

  /** What may happen to events before they are on the bus. */
  public PutFaults puts() {
    return puts;
  }

  /** Delivers every event this many times. */
  public void duplicate(int times) {
    duplicate(times, 1);
  }

  /** Delivers this share of the events so many times. */
  public synchronized void duplicate(int times, double rate) {
    if (times < 1) {
      throw new IllegalArgumentException("an event is delivered at least once");
    }
    copies = times;
    duplicated = rate;
  }

  /** Delivers every event this much later. */
  public void delay(Duration by) {
    delay(by, 1);
  }

  /** Delivers this share of the events so much later. */
  public synchronized void delay(Duration by, double rate) {
    delay = by;
    delayed = rate;
  }

  /** Loses the first delivery of every event and makes it again after this time. */
  public void dropThenRetry(Duration after) {
    dropThenRetry(after, 1);
  }

  /** Loses the first delivery of this share of the events and makes it again after this time. */
  public synchronized void dropThenRetry(Duration after, double rate) {
    redeliverAfter = after;
    dropped = rate;
  }

  /**
   * Holds deliveries back and lets them go in reversed order, when {@code window} of them are
   * together or one of them has waited for {@code atMost}. The copies of one delivery stay together
   * and count as one.
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
    puts.clear();
  }

  /** What is to happen to a delivery that starts now. */
  synchronized Plan plan() {
    boolean held = reorderWindow > 1;
    Duration late = happens(delayed) ? delay : Duration.ZERO;
    Duration again = happens(dropped) ? redeliverAfter : Duration.ZERO;
    return new Plan(
        happens(duplicated) ? copies : 1, late.plus(again), held ? longestHold : Duration.ZERO);
  }

  private static boolean happens(double rate) {
    return ThreadLocalRandom.current().nextDouble() < rate;
  }

  /**
   * The fate of one delivery.
   *
   * @param hold how long it may be held for reordering; zero: it is not
   */
  record Plan(int copies, Duration delay, Duration hold) {}

  /** How many deliveries are held back for reordering. */
  public synchronized int waiting() {
    return held.size();
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
