package dev.freshet.bench.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A whole run. */
public record Findings(
    Instant at, Duration took, long seed, boolean quick, Machine machine, List<Section> sections) {
  public Findings {
    sections = List.copyOf(sections);
  }

  List<Goal> goals() {
    return sections.stream().flatMap(section -> section.goals().stream()).toList();
  }
}
