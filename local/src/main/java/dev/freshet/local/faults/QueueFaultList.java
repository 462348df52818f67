package dev.freshet.local.faults;

import dev.freshet.local.queues.QueueFaults;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What may happen to messages of queues. Queues are called by their names in the template. */
final class QueueFaultList {
  private static final String ALL = "all";

  private final Optional<QueueFaults> queues;
  private final List<String> names;

  /**
   * Makes the list.
   *
   * @param queues empty: no proxy stands before the queues, and the faults are refused
   * @param names of the template's queues
   */
  QueueFaultList(Optional<QueueFaults> queues, List<String> names) {
    this.queues = queues;
    this.names = names;
  }

  List<Fault> faults() {
    List<String> choices = Stream.concat(Stream.of(ALL), names.stream()).toList();
    return List.of(
        new Fault(
            "queue-delayed",
            "messages become visible later, by whole seconds",
            List.of(
                Setting.choice("queue", choices), Setting.rate("1"), Setting.duration("by", "2s")),
            new Switch(this::delay, () -> queues.ifPresent(QueueFaults::clear))));
  }

  private void delay(Values values) {
    QueueFaults faults =
        queues.orElseThrow(() ->
            new FaultRefusedException(
                "functions reach queues directly: this system was started without proxies"));
    String queue = values.text("queue");
    faults.delay(
        name -> queue.equals(ALL) || name.endsWith("-" + queue),
        values.rate(),
        values.duration("by"));
  }
}
