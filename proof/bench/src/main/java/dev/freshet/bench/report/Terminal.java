package dev.freshet.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The findings as text: the first table of each section, and the goals. */
public final class Terminal {
  private static final int WIDTH = 11;
  private static final int LABEL = 30;

  private Terminal() {}

  public static String text(Section section) {
    StringBuilder text = new StringBuilder("\n" + section.title() + "\n");
    section.grids().stream().limit(1).forEach(grid -> text.append(table(grid)));
    section.findings().forEach(finding -> text.append("  ").append(finding).append('\n'));
    return text.toString();
  }

  static String table(Grid grid) {
    StringBuilder text = new StringBuilder();
    List<String> titles = new ArrayList<>();
    List<String> units = new ArrayList<>();
    for (Grid.Column column : grid.columns()) {
      titles.add(column.title());
      units.add(column.unit().name());
    }
    text.append(line(grid.head(), titles)).append(line("", units));
    for (Grid.Row row : grid.rows()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.values().size(); i++) {
        cells.add(grid.columns().get(i).unit().number(row.values().get(i)));
      }
      text.append(line(row.label(), cells));
    }
    return text.toString();
  }

  private static String line(String label, List<String> cells) {
    StringBuilder line = new StringBuilder(pad(label, LABEL));
    cells.forEach(cell -> line.append(String.format(Locale.ROOT, " %" + WIDTH + "s", cell)));
    return line.toString().stripTrailing() + "\n";
  }

  private static String pad(String text, int width) {
    return String.format(Locale.ROOT, "  %-" + width + "s", text);
  }

  /** The goals and measurements, and the number of missed goals. */
  public static String goals(Findings findings) {
    StringBuilder text = new StringBuilder("\nGoals\n");
    for (Goal goal : findings.goals()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-6s %s: %s (goal %s)%n",
              goal.met() ? "met" : "MISSED",
              goal.name(),
              goal.measured(),
              goal.target()));
    }
    return text.toString();
  }
}
