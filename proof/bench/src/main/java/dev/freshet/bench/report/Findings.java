package dev.freshet.bench.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The results of a run. */
public record Findings(
    Instant at, Duration took, long seed, boolean quick, Machine machine, List<Section> sections) {
  public Findings {
    sections = List.copyOf(sections);
  }

  List<Goal> goals() {
    return sections.stream().flatMap(section -> section.goals().stream()).toList();
  }
}
