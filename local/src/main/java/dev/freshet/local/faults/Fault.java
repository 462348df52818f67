package dev.freshet.local.faults;

import java.util.List;
import java.util.Optional;

/**
 * Something that can go wrong on demand.
 *
 * @param description what happens while it is on, in one line
 * @param effect switches it on and off
 */
record Fault(String name, String description, List<Setting> settings, Effect effect) {

  Fault {
    settings = List.copyOf(settings);
  }

  Optional<Setting> setting(String wanted) {
    return settings.stream().filter(setting -> setting.name().equals(wanted)).findFirst();
  }

  /** Called by one thread at a time, on and off in turn. */
  interface Effect {

    /**
     * Switches the fault on.
     *
     * @throws FaultRefusedException if that cannot be done now; nothing has changed
     */
    void on(Values values);

    /** Switches it off. */
    void off();
  }
}
