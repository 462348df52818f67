package dev.freshet.soak;

import dev.freshet.local.faults.FaultPanel;
import dev.freshet.local.faults.FaultRefusedException;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** One fault at full strength, for the whole time. */
final class Outage {
  private static final Map<String, Map<String, String>> FULL_STRENGTH =
      Map.of("bus-refuses", Map.of("mode", "call", "rate", "1"));

  private final FaultPanel panel;
  private final FaultLog log;
  private final SoakClock clock;
  private final String fault;

  Outage(FaultPanel panel, FaultLog log, SoakClock clock, String fault) {
    this.panel = panel;
    this.log = log;
    this.clock = clock;
    this.fault = fault;
  }

  /** Runs until stopped. */
  void run(BooleanSupplier stopped) {
    log.began(fault, clock.now());
    begin();
    while (!stopped.getAsBoolean()) {
      SoakClock.pause(Soak.STEP);
    }
    panel.clear(fault);
    log.ended(fault, clock.now());
  }

  private void begin() {
    try {
      panel.set(fault, FULL_STRENGTH.getOrDefault(fault, Map.of()));
    } catch (FaultRefusedException e) {
      throw new IllegalStateException("the outage could not begin", e);
    }
  }
}
