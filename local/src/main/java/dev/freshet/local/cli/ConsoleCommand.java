package dev.freshet.local.cli;

import dev.freshet.local.console.StackConsole;
import dev.freshet.local.system.FreePort;
import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.cli.HelpOption;
import dev.freshet.operations.watch.MetricLog;
import dev.freshet.operations.watch.WatchedStack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Shows the figures of a deployed stack, until it is interrupted. */
@Command(name = "console", description = "Open the read-only console of a deployed stack.")
final class ConsoleCommand implements Callable<Integer> {

  /** What is counted when the page is opened. */
  private static final Duration BEFORE = Duration.ofHours(1);

  @Option(names = "--stack", paramLabel = "NAME", required = true, description = "a deployed stack")
  private String name = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = PortNumber.class,
      defaultValue = "8081",
      description = "where the console listens (default: ${DEFAULT-VALUE})")
  private int port;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Override
  public Integer call() throws InterruptedException {
    if (port != 0 && !FreePort.isFree(port)) {
      System.err.println("freshet: " + PortHolder.describe(port) + "; choose another with --port");
      return 1;
    }
    ServerLog.leadToFunctionOutput();
    Clock clock = Clock.systemUTC();
    Instant since = clock.instant().minus(BEFORE);
    try {
      WatchedStack stack = WatchedStack.named(name);
      try (SqsClient sqs =
              SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
          MetricLog log = MetricLog.of(stack, since);
          StackConsole console =
              StackConsole.start(
                  stack,
                  log::next,
                  sqs,
                  clock,
                  new StackConsole.Settings(
                      port,
                      Project.directory().resolve("web/target/site"),
                      since.toEpochMilli()))) {
        System.out.println("Console of the stack " + name + ": " + console.url());
        new CountDownLatch(1).await();
        return 0;
      }
    } catch (OperationFailedException | SdkException failed) {
      System.err.println("freshet: " + failed.getMessage());
      return 1;
    }
  }
}
