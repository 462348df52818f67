package dev.freshet.bench;

import dev.freshet.bench.latency.EdgeSection;
import dev.freshet.bench.latency.LayersSection;
import dev.freshet.bench.micro.MicroSection;
import dev.freshet.bench.pipeline.PipelineSection;
import dev.freshet.bench.pipeline.ScaleSection;
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
import java.util.List;
import java.util.Locale;
import java.util.logging.LogManager;

/** The command: all benchmarks, and one report of them. See {@code docs/performance.md}. */
public final class BenchReport {
  private final ReportOptions options;
  private final PrintStream screen;
  private final Instant began = Clock.systemUTC().instant();

  private BenchReport(ReportOptions options, PrintStream screen) {
    this.options = options;
    this.screen = screen;
  }

  /** Prints to the standard output, to which the measured code does not write. */
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
    for (String name : ReportOptions.SECTIONS) {
      if (options.wants(name)) {
        Section section = section(name);
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

  private Section section(String name) throws Exception {
    boolean quick = options.quick();
    return switch (name) {
      case "replay" -> ReferenceSection.of(options.seed(), quick, this::progress);
      case "latency" -> LayersSection.of(quick, this::progress);
      case "edge" -> EdgeSection.of(options.template(), quick, this::progress);
      case "micro" -> MicroSection.of(quick, this::progress);
      case "pipeline" -> PipelineSection.of(quick, this::progress);
      case "scale" -> ScaleSection.of(quick, this::progress);
      default -> throw new IllegalArgumentException("there is no section " + name);
    };
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
