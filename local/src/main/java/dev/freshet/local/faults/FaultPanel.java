package dev.freshet.local.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Switches faults on and off by name. Thread-safe; a call returns when the fault is in force or
 * ended, which for a Redis that comes back may take a second.
 */
public final class FaultPanel implements AutoCloseable {

  /** A setting of every fault: after which time it switches itself off. */
  private static final Setting FOR = Setting.duration("for", "");

  private final Map<String, Fault> catalogue = new LinkedHashMap<>();
  private final Map<String, On> on = new HashMap<>();
  private final ScheduledExecutorService timer;
  private final InstantSource clock;

  FaultPanel(List<Fault> faults, ScheduledExecutorService timer, InstantSource clock) {
    faults.forEach(fault -> catalogue.put(fault.name(), fault));
    this.timer = timer;
    this.clock = clock;
  }

  /** All faults with their state. */
  public synchronized List<FaultStatus> list() {
    return catalogue.values().stream().map(this::status).toList();
  }

  /**
   * Switches a fault on, or changes its settings; those that are not given have their defaults.
   *
   * @throws FaultRefusedException if there is no such fault or setting, or a value is not valid
   */
  public synchronized FaultStatus set(String name, Map<String, String> settings) {
    Fault fault = fault(name);
    Map<String, String> values = checked(fault, settings);
    clear(name);
    fault.effect().on(new Values(values));
    Optional<Duration> time = Optional.ofNullable(settings.get(FOR.name())).map(Times::parse);
    On now = new On(values, time.map(clock.instant()::plus));
    on.put(name, now);
    time.ifPresent(until -> clearAfter(until, name, now));
    return status(fault);
  }

  /**
   * Switches a fault off; no effect if it is off.
   *
   * @throws FaultRefusedException if there is no such fault
   */
  public synchronized FaultStatus clear(String name) {
    Fault fault = fault(name);
    On before = on.remove(name);
    if (before != null) {
      before.end.cancel(false);
      fault.effect().off();
    }
    return status(fault);
  }

  /** Switches every fault off. */
  public synchronized void clearAll() {
    List.copyOf(on.keySet()).forEach(this::clear);
  }

  /** Ends the timers. Faults stay as they are: what they act on ends with the system. */
  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** A fault that was set anew meanwhile has a time of its own. */
  private void clearAfter(Duration time, String name, On what) {
    what.end =
        timer.schedule(() -> clearIfStill(name, what), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void clearIfStill(String name, On what) {
    if (on.get(name) == what) {
      clear(name);
    }
  }

  private Fault fault(String name) {
    return Optional.ofNullable(catalogue.get(name))
        .orElseThrow(() ->
            new FaultRefusedException(
                "unknown fault '%s'; faults: %s"
                    .formatted(name, String.join(", ", catalogue.keySet()))));
  }

  private static Map<String, String> checked(Fault fault, Map<String, String> given) {
    Map<String, String> values = new TreeMap<>();
    fault.settings().forEach(setting -> values.put(setting.name(), setting.byDefault()));
    given.forEach((name, value) -> {
      Setting setting = setting(fault, name);
      if (!setting.valid().test(value)) {
        throw new FaultRefusedException(
            "%s of %s must be %s, not '%s'"
                .formatted(name, fault.name(), setting.expected(), value));
      }
      values.put(name, value);
    });
    return values;
  }

  private static Setting setting(Fault fault, String name) {
    return name.equals(FOR.name())
        ? FOR
        : fault
            .setting(name)
            .orElseThrow(() ->
                new FaultRefusedException(
                    "%s has no setting '%s': %s".formatted(fault.name(), name, names(fault))));
  }

  private static String names(Fault fault) {
    return Stream.concat(fault.settings().stream(), Stream.of(FOR))
        .map(Setting::name)
        .collect(Collectors.joining(", "));
  }

  private FaultStatus status(Fault fault) {
    On now = on.get(fault.name());
    return new FaultStatus(
        fault.name(),
        fault.description(),
        Stream.concat(fault.settings().stream(), Stream.of(FOR)).toList(),
        now != null,
        now == null ? Map.of() : now.values,
        now == null ? Optional.empty() : now.until);
  }

  /** Compared by identity: the same settings may be set twice. */
  private static final class On {
    private final Map<String, String> values;
    private final Optional<Instant> until;
    private Future<?> end = CompletableFuture.completedFuture(null);

    On(Map<String, String> values, Optional<Instant> until) {
      this.values = values;
      this.until = until;
    }
  }
}
