package dev.freshet.lambda.observe;

import dev.freshet.domain.ViewName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What was counted and timed during one invocation, for the function as a whole and by view.
 * Written once, when closed. Thread-safe.
 */
public final class Measurements implements AutoCloseable {

  /** CloudWatch's names of the units in use. */
  enum Unit {
    Count,
    Milliseconds
  }

  /** One metric: a count is one value, the sum; a duration keeps each value. */
  record Series(Unit unit, List<Double> values) {}

  private final Map<Optional<ViewName>, Map<String, Series>> byView = new LinkedHashMap<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final Consumer<Measurements> writer;
  private boolean closed;

  Measurements(Consumer<Measurements> writer) {
    this.writer = writer;
  }

  /** Of something that is not to be measured: they are written nowhere. */
  public static Measurements discarded() {
    return new Measurements(_ -> {});
  }

  public void count(String metric) {
    count(metric, 1);
  }

  public void count(String metric, int number) {
    add(Optional.empty(), metric, Unit.Count, number);
  }

  public void count(ViewName view, String metric) {
    count(view, metric, 1);
  }

  public void count(ViewName view, String metric, int number) {
    add(Optional.of(view), metric, Unit.Count, number);
  }

  public void duration(String metric, Duration duration) {
    add(Optional.empty(), metric, Unit.Milliseconds, millis(duration));
  }

  public void duration(ViewName view, String metric, Duration duration) {
    add(Optional.of(view), metric, Unit.Milliseconds, millis(duration));
  }

  /** Something to find the line by, such as the correlation id; not a dimension. */
  public synchronized void property(String name, String value) {
    properties.put(name, value);
  }

  /** Of which changes the lines of metrics are, and this thread's log lines until it is closed. */
  public LogContext about(Collection<String> correlationIds) {
    if (!correlationIds.isEmpty()) {
      property(LogContext.CORRELATION_ID, LogContext.joined(correlationIds));
    }
    return LogContext.of(correlationIds);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      writer.accept(this);
    }
  }

  synchronized Map<Optional<ViewName>, Map<String, Series>> byView() {
    return byView;
  }

  synchronized Map<String, String> properties() {
    return properties;
  }

  private synchronized void add(Optional<ViewName> view, String metric, Unit unit, double value) {
    Series series =
        byView
            .computeIfAbsent(view, _ -> new LinkedHashMap<>())
            .computeIfAbsent(metric, _ -> new Series(unit, new ArrayList<>()));
    if (series.unit() != unit) {
      throw new IllegalArgumentException(metric + " is measured in " + series.unit());
    }
    if (unit == Unit.Count && !series.values().isEmpty()) {
      series.values().set(0, series.values().getFirst() + value);
    } else {
      series.values().add(value);
    }
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
