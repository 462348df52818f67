package dev.freshet.lambda.observe;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What this thread's log lines say of their own accord until it is closed: which function writes
 * them, and which changes they are about. An inner one stands in for an outer one of its kind.
 */
public final class LogContext implements AutoCloseable {
  /** Ids with spaces in between, which no id has, where a line is about several changes. */
  static final String CORRELATION_ID = "correlationId";

  static final String FUNCTION = "function";

  private final String field;
  private final @Nullable String before;

  private LogContext(String field, String value) {
    this.field = field;
    this.before = MDC.get(field);
    if (!value.isEmpty()) {
      MDC.put(field, value);
    }
  }

  static LogContext ofFunction(String name) {
    return new LogContext(FUNCTION, name);
  }

  /** Lines about one change. */
  public static LogContext of(String correlationId) {
    return new LogContext(CORRELATION_ID, correlationId);
  }

  /** Lines about several changes. */
  public static LogContext of(Collection<String> correlationIds) {
    return of(joined(correlationIds));
  }

  static String joined(Collection<String> correlationIds) {
    return String.join(" ", correlationIds.stream().distinct().toList());
  }

  @Override
  public void close() {
    if (before == null) {
      MDC.remove(field);
    } else {
      MDC.put(field, before);
    }
  }
}
