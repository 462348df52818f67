package dev.freshet.bench.report;

import java.util.List;

/**
 * A part of the report.
 *
 * @param text the measurement and its method, in a few sentences
 * @param findings conclusions, a sentence each
 */
public record Section(
    String title,
    String text,
    List<String> findings,
    List<Goal> goals,
    List<Chart> charts,
    List<Grid> grids) {
  public Section {
    findings = List.copyOf(findings);
    goals = List.copyOf(goals);
    charts = List.copyOf(charts);
    grids = List.copyOf(grids);
  }
}
