package dev.freshet.lambda.observe;

import dev.freshet.lambda.config.Settings;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Where a function's measurements go: lines in CloudWatch's embedded metric format on standard
 * output, from which CloudWatch makes metrics without a call being made. See <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
 * specification</a>. Thread-safe; the {@link Measurements} of one invocation are too.
 */
public final class Metrics {
  private final String namespace;
  private final String function;
  private final InstantSource clock;
  private final Consumer<String> lines;

  /**
   * @param function the value of the dimension {@code function}
   * @param lines takes one line, without its end, at a time, from any thread
   */
  public Metrics(String namespace, String function, InstantSource clock, Consumer<String> lines) {
    this.namespace = namespace;
    this.function = function;
    this.clock = clock;
    this.lines = lines;
  }

  /** To standard output, in the namespace METRICS_NAMESPACE, named after the handler's class. */
  public static Metrics of(Settings settings, Class<?> handler, InstantSource clock) {
    return new Metrics(
        settings.text("METRICS_NAMESPACE"),
        handler.getSimpleName(),
        clock,
        line -> System.out.println(line));
  }

  /**
   * The measurements of one invocation; they are written when they are closed. Until then, this
   * thread's log lines name the function.
   */
  public Measurements begin() {
    LogContext context = LogContext.ofFunction(function);
    return new Measurements(measurements -> {
      write(measurements);
      context.close();
    });
  }

  private void write(Measurements measurements) {
    EmbeddedMetrics.lines(namespace, function, clock.instant(), measurements).forEach(lines);
  }
}
