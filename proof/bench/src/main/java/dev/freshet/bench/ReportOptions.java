package dev.freshet.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of the command.
 *
 * @param quick under 3 minutes instead of 25
 * @param project the project's directory
 * @param page the report's file; the JSON file is beside it
 * @param only the sections to run; all if empty
 */
record ReportOptions(boolean quick, long seed, Path project, Path page, Set<String> only) {
  /** In the order of the report. */
  static final List<String> SECTIONS =
      List.of("replay", "latency", "edge", "micro", "pipeline", "scale");

  static final String USAGE =
      "Usage: ./freshet bench [--quick] [--seed S] [--out FILE.html] [--only SECTION,...]\n"
          + "Sections: "
          + String.join(", ", SECTIONS);

  /**
   * @throws IllegalArgumentException naming the invalid option
   */
  static ReportOptions parse(Path project, String... arguments) {
    boolean quick = false;
    long seed = 1;
    Path page = project.resolve(".freshet/bench/report.html");
    Set<String> only = new TreeSet<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> quick = true;
        case "--seed" -> seed = number(value(arguments, ++i));
        case "--out" -> page = page(value(arguments, ++i));
        case "--only" -> only.addAll(sections(value(arguments, ++i)));
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    return new ReportOptions(quick, seed, project, page, only);
  }

  Path template() {
    return project.resolve("template.yaml");
  }

  boolean wants(String section) {
    return only.isEmpty() || only.contains(section);
  }

  /** Beside the page. */
  Path json() {
    return page.resolveSibling(page.getFileName().toString().replaceFirst("\\.html$", ".json"));
  }

  private static Path page(String value) {
    if (!value.endsWith(".html")) {
      throw new IllegalArgumentException("--out needs a file that ends in .html");
    }
    return Path.of(value).toAbsolutePath();
  }

  private static List<String> sections(String value) {
    List<String> sections = List.of(value.split(",", -1));
    if (!SECTIONS.containsAll(sections)) {
      throw new IllegalArgumentException("--only needs some of " + String.join(", ", SECTIONS));
    }
    return sections;
  }

  private static long number(String value) {
    if (!value.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("--seed needs a number");
    }
    return Long.parseLong(value);
  }

  private static String value(String[] arguments, int index) {
    if (index >= arguments.length) {
      throw new IllegalArgumentException(arguments[index - 1] + " needs a value");
    }
    return arguments[index];
  }
}
