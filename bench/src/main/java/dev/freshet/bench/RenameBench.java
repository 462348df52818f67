package dev.freshet.bench;

import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.SystemOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.logging.LogManager;
import org.awaitility.Awaitility;

/**
 * Renames a user with ten followers and one with many, in turn, on one local system, and prints
 * what each rename cost. Arguments: how many followers (default 1,000,000), how many renames of
 * each (default 7).
 */
public final class RenameBench {
  private static final long FEW = Celebrity.looking();
  private static final long REPORT_EVERY = 50_000;

  private final PrintStream screen;
  private final long many;
  private final int rounds;

  private RenameBench(PrintStream screen, long many, int rounds) {
    this.screen = screen;
    this.many = many;
    this.rounds = rounds;
  }

  public static void main(String[] arguments) throws IOException {
    PrintStream screen = System.out;
    LogManager.getLogManager().reset(); // the web server tells of each of its sockets
    long many = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
    Path log = Files.createTempFile("freshet-bench-", ".log");
    screen.println("The functions' output is in " + log);
    try (PrintStream output = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
      System.setOut(output);
      new RenameBench(screen, many, rounds).run();
    } finally {
      System.setOut(screen);
    }
    System.exit(0); // the servers' libraries leave threads behind
  }

  private void run() {
    Path template = Path.of(System.getProperty("freshet.project", ".")).resolve("template.yaml");
    try (LocalSystem system = LocalSystem.start(SystemOptions.of(template))) {
      Celebrity few = Celebrity.create(system, "few");
      Celebrity star = Celebrity.create(system, "many");
      new Crowd(system.dynamoDb(), system.table())
          .gather(star.user(), FEW, many - FEW, this::progress);
      screen.println("waiting until the stream is read");
      awaitQuiet(system);
      List<Rename> ofFew = new ArrayList<>();
      List<Rename> ofMany = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        ofFew.add(few.rename(round));
        ofMany.add(star.rename(round));
      }
      report(ofFew, ofMany);
    }
  }

  private void progress(long written) {
    if (written > 0 && written % REPORT_EVERY == 0) {
      screen.printf(Locale.ROOT, "%,d followers written%n", written);
    }
  }

  /** The crowd's own changes must not be in the way of what is measured. */
  private static void awaitQuiet(LocalSystem system) {
    Celebrity last = Celebrity.create(system, "last");
    Awaitility.await()
        .atMost(Duration.ofHours(1))
        .pollInterval(Duration.ofSeconds(1))
        .until(() ->
            system.changes().steps().stream()
                    .anyMatch(step -> step.owner().equals("u-" + last.user()))
                && system.eventsUnderWay() == 0);
  }

  private void report(List<Rename> ofFew, List<Rename> ofMany) {
    screen.printf(Locale.ROOT, "%nRenames of each: %d; medians%n", rounds);
    screen.printf(Locale.ROOT, "%-40s %12s %12s%n", "followers", number(FEW), number(many));
    row("evict calls", ofFew, ofMany, rename -> rename.evictions());
    row("purged items, which are paid for", ofFew, ofMany, rename -> rename.purges());
    row("commit to Redis clear, ms", ofFew, ofMany, rename -> rename.clear().toMillis());
    row("commit to purge accepted, ms", ofFew, ofMany, rename -> rename.issued().toMillis());
    row("commit to gone from the edge, ms", ofFew, ofMany, rename -> rename.purged().toMillis());
  }

  private void row(
      String name, List<Rename> ofFew, List<Rename> ofMany, Function<Rename, Number> value) {
    screen.printf(
        Locale.ROOT, "%-40s %12s %12s%n", name, median(ofFew, value), median(ofMany, value));
  }

  private static String median(List<Rename> renames, Function<Rename, Number> value) {
    List<Long> sorted = renames.stream().map(value).map(Number::longValue).sorted().toList();
    return number(sorted.get(sorted.size() / 2));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
