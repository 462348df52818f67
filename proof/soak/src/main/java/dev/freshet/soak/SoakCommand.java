package dev.freshet.soak;

import dev.freshet.local.cli.FunctionOutput;
import dev.freshet.local.cli.Project;
import dev.freshet.local.cli.ServerLog;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.operations.cli.HelpOption;
import dev.freshet.operations.cli.OneLineErrors;
import dev.freshet.servers.ServerFailedException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs readers, writers and faults on a separate system. */
@Command(
    name = "./freshet soak",
    description = "Run readers, writers and random faults, and check every answer.")
public final class SoakCommand implements Callable<Integer> {

  /** Longer than a writer's wait for an answer. */
  private static final long LAST_WORDS_SECONDS = 100;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "duration (default: ${DEFAULT-VALUE}); the last round is completed")
  private int minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "seed of the random choices (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "12",
      description = "number of users (default: ${DEFAULT-VALUE})")
  private int users;

  @Option(
      names = "--outage",
      paramLabel = "FAULT",
      description = "one fault for the whole time, such as bus-refuses, instead of all in turn")
  private Optional<String> outage = Optional.empty();

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  private final CountDownLatch ended = new CountDownLatch(1);

  public static void main(String[] arguments) {
    System.exit(OneLineErrors.of(new CommandLine(new SoakCommand())).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (minutes < 1 || users < 1) {
      return fail("--minutes and --users must be at least 1");
    }
    ServerLog.leadToFunctionOutput();
    PrintStream screen = System.out;
    try (FunctionOutput output = FunctionOutput.redirect(Project.directory(), "soak");
        LocalSystem system = LocalSystem.start(Soak.system(Project.template()));
        Soak soak = new Soak(system, soakOptions(), screen)) {
      screen.printf(
          "Soaking for %d minutes with seed %d; functions log to %s%n",
          minutes, seed, output.file());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(soak)));
      return run(soak, screen);
    } catch (ServerFailedException e) {
      return fail(String.valueOf(e.getMessage()));
    }
  }

  /** Signals the end before the servers stop, because they end with an interrupted process. */
  private int run(Soak soak, PrintStream screen) throws InterruptedException {
    try {
      SoakReport report = soak.run();
      screen.print(report.text());
      return report.violations() == 0 ? 0 : 1;
    } finally {
      ended.countDown();
    }
  }

  private SoakOptions soakOptions() {
    Duration time = Duration.ofMinutes(minutes);
    return outage
        .map(fault -> SoakOptions.outage(fault, time, seed, users))
        .orElseGet(() -> SoakOptions.of(time, seed, users));
  }

  /** Ends the soak in order before the process ends. */
  private void stop(Soak soak) {
    soak.stop();
    try {
      if (!ended.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("freshet: the soak did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int fail(String reason) {
    System.err.println("freshet: " + reason);
    return 1;
  }
}
