package dev.freshet.soak;

import java.util.ArrayList;
import java.util.List;

/** The violations so far: all are counted, the first are kept. Thread-safe. */
final class Violations {

  /** More tell no more, and could be many: one cause may show in every answer. */
  private static final int KEPT = 25;

  private final List<Violation> first = new ArrayList<>();
  private int count;

  synchronized void add(Violation violation) {
    count++;
    if (first.size() < KEPT) {
      first.add(violation);
    }
  }

  synchronized int count() {
    return count;
  }

  synchronized List<Violation> first() {
    return List.copyOf(first);
  }
}
