package dev.freshet.local.alarms;

import dev.freshet.emulators.cloudwatch.AlarmSpecs;
import dev.freshet.emulators.cloudwatch.Alarms;
import dev.freshet.emulators.cloudwatch.EmbeddedMetricFormat;
import dev.freshet.emulators.cloudwatch.MetricStore;
import dev.freshet.local.system.LocalSystem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Evaluates the template's alarms on a running system: on the metrics that functions print, and on
 * those that Lambda, SQS and API Gateway would measure. Thread-safe.
 */
public final class AlarmWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmWatch.class);
  private static final int SECONDS_BETWEEN = 5;

  private final MetricStore store = new MetricStore();
  private final LocalSystem system;
  private final QueueMetrics queues;
  private final Alarms alarms;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  public AlarmWatch(LocalSystem system) {
    this.system = system;
    this.queues = new QueueMetrics(system);
    this.alarms = new Alarms(AlarmSpecs.read(system.template()), store);
    Map<String, String> api = Map.of("ApiName", system.stackName(), "Stage", system.stage());
    system.functions().listen(new FunctionMetrics(store, api, system.options()::now));
  }

  /** Takes what functions print, a line at a time. */
  public void line(String printed) {
    EmbeddedMetricFormat.read(printed, store);
  }

  /** Evaluates all alarms every few seconds, and says which are raised or over. */
  public void start(Consumer<Alarms.Transition> listener) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> tell(listener), SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
  }

  private void tell(Consumer<Alarms.Transition> listener) {
    try {
      evaluate(system.options().now()).forEach(listener);
    } catch (SdkException e) {
      LOG.atWarn().setCause(e).log("queues could not be measured, alarms were not evaluated");
    }
  }

  /** Evaluates all alarms as of a time. */
  public synchronized List<Alarms.Transition> evaluate(Instant now) {
    queues.measure(store, now);
    return alarms.evaluate(now);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
