package dev.freshet.bench.cold;

import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.SystemOptions;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts functions cold, alternating with a minimal one, and prints medians, and ratios to the
 * minimal one in the same run.
 */
@Command(
    name = "bench cold",
    description =
        "Start functions from their zips under AWS's runtime interface client, in turn with a"
            + " hello-world function, and print init and first answer.",
    mixinStandardHelpOptions = true)
public final class ColdBench implements Runnable {
  private static final List<String> RUNTIME_JARS =
      List.of(
          "aws-lambda-java-runtime-interface-client",
          "aws-lambda-java-core",
          "aws-lambda-java-serialization");

  @Option(names = "--runs", description = "number of starts of each function (default: 20)")
  int runs = 20;

  @Option(
      names = "--functions",
      split = ",",
      description = "logical ids of the template, or all (default: ${DEFAULT-VALUE})")
  List<String> functions =
      List.of(
          "TokenAuthorizer",
          "Dashboard",
          "PostFollow",
          "ChangePublisher",
          "EvictionDispatcher",
          "ViewEvictor",
          "EdgeInvalidator");

  @Option(
      names = "--mode",
      split = ",",
      description = "of ${COMPLETION-CANDIDATES} (default: plain,aot)")
  List<Mode> modes = List.of(Mode.PLAIN, Mode.AOT);

  @Option(names = "--flag", description = "a further flag of the functions' JVM; may be repeated")
  List<String> flags = List.of();

  private final PrintStream screen = System.out;

  public static void main(String[] arguments) {
    LogManager.getLogManager().reset(); // the web server tells of each of its sockets
    int status =
        new CommandLine(new ColdBench())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments);
    System.exit(status); // the servers' libraries leave threads behind
  }

  @Override
  public void run() {
    try {
      Path directory = Files.createTempDirectory("freshet-cold-");
      Path log = directory.resolve("functions.log");
      screen.println("The functions' output is in " + log);
      try (PrintStream output = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
        System.setOut(output);
        measure(directory, log);
      } finally {
        System.setOut(screen);
      }
    } catch (IOException | InterruptedException failed) {
      throw new CommandLine.ExecutionException(
          new CommandLine(this), "the measurement failed: " + failed, failed);
    }
  }

  private void measure(Path directory, Path log) throws IOException, InterruptedException {
    Path project = Path.of(System.getProperty("freshet.project", "."));
    try (LocalSystem system =
        LocalSystem.start(
            SystemOptions.of(project.resolve("template.yaml"))
                .parameter("Authorizer", "AnyTokens")
                .demo(true))) {
      List<Subject> subjects =
          Subjects.of(system, RecordedEvents.of(system), functions, project, directory);
      ColdProcess processes = new ColdProcess(runtimeJars(), flags(system), log, Clock.systemUTC());
      for (Mode mode : modes) {
        print(mode, measure(mode, processes, subjects));
      }
    }
  }

  /** In turn, so that other load affects all functions alike. */
  private List<Measured> measure(Mode mode, ColdProcess processes, List<Subject> subjects)
      throws IOException, InterruptedException {
    List<Measured> measured = subjects.stream().map(Measured::new).toList();
    for (int run = 0; run <= runs; run++) {
      for (Measured each : measured) {
        ColdStart start = processes.run(mode, each.subject());
        if (run > 0) { // the first one fills the machine's own caches
          each.starts().add(start);
        }
      }
      System.err.printf("%s: %d of %d%n", mode, run, runs);
    }
    return measured;
  }

  private void print(Mode mode, List<Measured> measured) {
    screen.printf("%n%s, median of %d%n", mode, runs);
    screen.printf(
        "%-20s %8s %8s %8s %8s %8s %8s %8s%n",
        "function", "zip MB", "init s", "answer s", "total s", "ratio", "cpu s", "ratio");
    double hello = measured.getFirst().median(ColdStart::total);
    double helloProcessor = measured.getFirst().median(ColdStart::processor);
    for (Measured each : measured) {
      double total = each.median(ColdStart::total);
      screen.printf(
          "%-20s %8.1f %8.2f %8.2f %8.2f %8.1f %8.2f %8.1f%n",
          each.subject().name(),
          each.subject().code().zipBytes() / 1e6,
          each.median(ColdStart::init),
          each.median(ColdStart::answer),
          total,
          total / hello,
          each.median(ColdStart::processor),
          each.median(ColdStart::processor) / helloProcessor);
    }
  }

  /**
   * The variables of the command line, and those that point the SDK's clients to the local servers.
   */
  private List<String> flags(LocalSystem system) {
    return Stream.concat(
            flags.stream(),
            system.endpoints().entrySet().stream()
                .map(service -> "-Daws.endpointUrl" + service.getKey() + "=" + service.getValue()))
        .toList();
  }

  private static List<Path> runtimeJars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(jar -> RUNTIME_JARS.stream().anyMatch(jar.getFileName().toString()::startsWith))
        .toList();
  }
}
