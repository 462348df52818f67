package dev.freshet.bench.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/** A clock that jumps from event to event, with scheduled tasks. Not thread-safe. */
final class VirtualTime implements InstantSource {
  /** The first day of a month of 30 days. */
  static final Instant START = Instant.parse("2026-04-01T00:00:00Z");

  /** Ordered by time, then by the order of scheduling. */
  private record Later(long at, long order, Runnable work) implements Comparable<Later> {
    @Override
    public int compareTo(Later other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Later> agenda = new PriorityQueue<>();
  private long now = START.toEpochMilli();
  private long order;

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now);
  }

  @Override
  public long millis() {
    return now;
  }

  void later(Duration delay, Runnable work) {
    at(now + delay.toMillis(), work);
  }

  void at(long millis, Runnable work) {
    agenda.add(new Later(millis, order++, work));
  }

  /** Runs the tasks up to this time, each at its time. */
  void advanceTo(long millis) {
    workUntil(millis);
    now = millis;
  }

  /** Runs all remaining tasks. */
  void finish() {
    workUntil(Long.MAX_VALUE);
  }

  private void workUntil(long end) {
    while (!agenda.isEmpty() && agenda.element().at() <= end) {
      Later next = agenda.remove();
      now = next.at();
      next.work().run();
    }
  }
}
