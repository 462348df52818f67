package dev.freshet.local.functions;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Crashes of functions, on demand. Thread-safe. */
public final class FunctionFaults {
  private final Map<String, Queue<Crash>> planned = new ConcurrentHashMap<>();

  FunctionFaults() {}

  /** Lets the next {@code times} invocations of the function of this name crash. */
  public void crash(String function, Crash when, int times) {
    Queue<Crash> crashes = planned.computeIfAbsent(function, _ -> new ConcurrentLinkedQueue<>());
    for (int i = 0; i < times; i++) {
      crashes.add(when);
    }
  }

  /** Forgets every crash that has not happened yet. */
  public void clear() {
    planned.clear();
  }

  Optional<Crash> next(String function) {
    Queue<Crash> crashes = planned.get(function);
    return crashes == null ? Optional.empty() : Optional.ofNullable(crashes.poll());
  }
}
