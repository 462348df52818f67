package dev.freshet.local.faults;

import dev.freshet.emulators.eventbridge.BusFaults;
import java.time.Duration;
import java.util.List;

/** What may happen to events on their way to the bus and to its targets. */
final class BusFaultList {
  private static final Setting MODE = Setting.choice("mode", List.of("call", "entry"));

  private final BusFaults bus;

  BusFaultList(BusFaults bus) {
    this.bus = bus;
  }

  List<Fault> faults() {
    return List.of(
        new Fault(
            "bus-duplicate",
            "events are delivered several times",
            List.of(Setting.rate("1"), Setting.count("times", 2, 2, 10)),
            new Switch(v -> bus.duplicate(v.count("times"), v.rate()), () -> bus.duplicate(1))),
        new Fault(
            "bus-delay",
            "events are delivered later",
            List.of(Setting.rate("1"), Setting.duration("by", "2s")),
            new Switch(v -> bus.delay(v.duration("by"), v.rate()), () -> bus.delay(Duration.ZERO))),
        new Fault(
            "bus-drop",
            "the first delivery of an event is lost, and repeated later",
            List.of(Setting.rate("1"), Setting.duration("after", "5s")),
            new Switch(
                v -> bus.dropThenRetry(v.duration("after"), v.rate()),
                () -> bus.dropThenRetry(Duration.ZERO))),
        new Fault(
            "bus-reorder",
            "events are held back, and delivered in groups in reversed order",
            List.of(Setting.count("window", 4, 2, 100), Setting.duration("hold", "1s")),
            new Switch(
                v -> bus.reorder(v.count("window"), v.duration("hold")),
                () -> bus.reorder(1, Duration.ZERO))),
        new Fault(
            "bus-refuses",
            "PutEvents fails: whole calls with 500 or 503, or single entries of a call",
            List.of(MODE, Setting.rate("1")),
            new Switch(this::refuse, bus.puts()::clear)));
  }

  private void refuse(Values values) {
    if (values.text(MODE.name()).equals("call")) {
      bus.puts().refuseCalls(values.rate());
    } else {
      bus.puts().refuseEntries(values.rate());
    }
  }
}
