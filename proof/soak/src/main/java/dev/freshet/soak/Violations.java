package dev.freshet.soak;

import java.util.ArrayList;
import java.util.List;

/** Counts all violations and keeps the first. Thread-safe. */
final class Violations {

  /** More would not help: one cause may appear in every answer. */
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
