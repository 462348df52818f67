package dev.freshet.local.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** The settings of a fault that is switched on: each with a valid value. */
final class Values {
  private final Map<String, String> byName;

  Values(Map<String, String> byName) {
    this.byName = byName;
  }

  String text(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  double rate() {
    return Double.parseDouble(text("rate"));
  }

  int count(String name) {
    return Integer.parseInt(text(name));
  }

  Duration duration(String name) {
    return Times.parse(text(name));
  }
}
