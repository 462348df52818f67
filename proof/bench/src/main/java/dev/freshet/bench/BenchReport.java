package dev.freshet.bench;

import dev.freshet.bench.latency.EdgeSection;
import dev.freshet.bench.latency.LayersSection;
import dev.freshet.bench.replay.ReferenceSection;
import dev.freshet.bench.report.Findings;
import dev.freshet.bench.report.Html;
import dev.freshet.bench.report.JsonFile;
import dev.freshet.bench.report.Machine;
import dev.freshet.bench.report.Section;
import dev.freshet.bench.report.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.LogManager;

/** The command: all benchmarks, and one report of them. See {@code docs/performance.md}. */
public final class BenchReport {
  /** Makes a part of the report, and tells of its progress. */
  private interface Part {
    Section run(ReportOptions options, Consumer<String> progress) throws Exception;
  }

  /** In the order of the report. */
  private static Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put(
        "replay",
        (options, progress) -> ReferenceSection.of(options.seed(), options.quick(), progress));
    parts.put("latency", (options, progress) -> LayersSection.of(options.quick(), progress));
    parts.put(
        "edge",
        (options, progress) -> EdgeSection.of(options.template(), options.quick(), progress));
    return parts;
  }

  private final ReportOptions options;
  private final PrintStream screen;
  private final Instant began = Clock.systemUTC().instant();

  private BenchReport(ReportOptions options, PrintStream screen) {
    this.options = options;
    this.screen = screen;
  }

  /** Prints to standard output, which what is measured does not reach. */
  public static void main(String[] arguments) throws Exception {
    Path project = Path.of(System.getProperty("freshet.project", "."));
    ReportOptions options;
    try {
      options = ReportOptions.parse(project, arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(ReportOptions.USAGE);
      System.exit(2);
      return;
    }
    PrintStream screen = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    LogManager.getLogManager().reset(); // the web server tells of each of its sockets
    new BenchReport(options, screen).run();
    System.exit(0); // the servers' libraries leave threads behind
  }

  private void run() throws Exception {
    List<Section> sections = new ArrayList<>();
    for (Map.Entry<String, Part> part : parts().entrySet()) {
      if (options.wants(part.getKey())) {
        Section section = part.getValue().run(options, this::progress);
        screen.print(Terminal.text(section));
        sections.add(section);
      }
    }
    Findings findings =
        new Findings(began, passed(), options.seed(), options.quick(), Machine.here(), sections);
    screen.print(Terminal.goals(findings));
    write(options.page(), Html.page(findings));
    write(options.json(), JsonFile.text(findings));
    screen.printf("%nThe report is in %s%nand its numbers in %s%n", options.page(), options.json());
  }

  private void progress(String what) {
    screen.printf(
        Locale.ROOT, "[%d:%02d] %s%n", passed().toMinutes(), passed().toSecondsPart(), what);
  }

  private Duration passed() {
    return Duration.between(began, Clock.systemUTC().instant());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }
}
