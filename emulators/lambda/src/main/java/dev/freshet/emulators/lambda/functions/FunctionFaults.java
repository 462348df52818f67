package dev.freshet.emulators.lambda.functions;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** Crashes of functions and wrong clocks, on demand. Thread-safe. */
public final class FunctionFaults {
  private final Map<String, Queue<Crash>> planned = new ConcurrentHashMap<>();
  private final Map<String, Duration> skews = new ConcurrentHashMap<>();
  private volatile AtRandom atRandom = AtRandom.NEVER;

  FunctionFaults() {}

  /** Lets the next {@code times} invocations of the function of this name crash. */
  public void crash(String function, Crash when, int times) {
    Queue<Crash> crashes = planned.computeIfAbsent(function, _ -> new ConcurrentLinkedQueue<>());
    for (int i = 0; i < times; i++) {
      crashes.add(when);
    }
  }

  /**
   * Lets this share of the invocations of the functions with matching names crash, until {@link
   * #clear}.
   */
  public void crashAtRandom(Predicate<String> functions, Crash when, double rate) {
    atRandom = new AtRandom(functions, when, rate);
  }

  /** Forgets every crash that has not happened yet. */
  public void clear() {
    planned.clear();
    atRandom = AtRandom.NEVER;
  }

  /** Sets the clock of a function's instances, also of those that run, this much ahead. */
  public void skew(String function, Duration ahead) {
    skews.put(function, ahead);
  }

  /** Sets all clocks right. */
  public void clearSkews() {
    skews.clear();
  }

  Optional<Crash> next(String function) {
    Queue<Crash> crashes = planned.get(function);
    Optional<Crash> next = crashes == null ? Optional.empty() : Optional.ofNullable(crashes.poll());
    return next.or(() -> atRandom.next(function));
  }

  /** The clock that a function is given. */
  InstantSource clock(String function, InstantSource right) {
    return () -> right.instant().plus(skews.getOrDefault(function, Duration.ZERO));
  }

  private record AtRandom(Predicate<String> functions, Crash when, double rate) {
    static final AtRandom NEVER = new AtRandom(_ -> false, new Crash.AtStart(), 0);

    Optional<Crash> next(String function) {
      boolean crashes = functions.test(function) && ThreadLocalRandom.current().nextDouble() < rate;
      return crashes ? Optional.of(when) : Optional.empty();
    }
  }
}
