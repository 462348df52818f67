package dev.freshet.local.faults;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fault as the panel shows it.
 *
 * @param settings what can be set
 * @param values what is set; empty while the fault is off
 * @param until when it switches itself off
 */
public record FaultStatus(
    String name,
    String description,
    List<Setting> settings,
    boolean on,
    Map<String, String> values,
    Optional<Instant> until) {

  public FaultStatus {
    settings = List.copyOf(settings);
    values = Map.copyOf(values);
  }
}
