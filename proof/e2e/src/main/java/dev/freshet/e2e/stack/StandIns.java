package dev.freshet.e2e.stack;

import dev.freshet.e2e.platform.Account;
import dev.freshet.emulators.cloudfront.EdgeArguments;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs what a stack on a LocalStack lacks, until it is interrupted: the edge with CloudFront's
 * invalidation API, and the issuer. Operators' commands and browsers then work as on AWS.
 */
@Command(
    name = "./freshet stand-ins",
    description = "Run edge, invalidation API and issuer of a stack on a LocalStack.",
    sortOptions = false)
public final class StandIns implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Kept, because java.util.logging may forget a logger together with its level. */
  private static final Logger HTTP_SERVER = Logger.getLogger("io.helidon");

  @Option(names = "--stack", paramLabel = "NAME", required = true, description = "its name")
  private String name = "";

  @Mixin private EdgeArguments edge = new EdgeArguments();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      defaultValue = "verifier",
      description = "a user to make, whose access token is printed (default: ${DEFAULT-VALUE})")
  private String user = "";

  @Option(
      names = "--regional-cache",
      description = "put a cache between them and the API, where a copy's life begins first")
  private boolean regionalCache;

  @Option(names = "--help", usageHelp = true, description = "print this")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  private final Map<String, String> environment;

  private StandIns(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] arguments) {
    System.exit(line(System.getenv()).execute(arguments));
  }

  /** The program, which says in one line what is wrong. */
  static CommandLine line(Map<String, String> environment) {
    return new CommandLine(new StandIns(environment))
        .setParameterExceptionHandler(
            (wrong, _) -> fail(wrong.getCommandLine(), wrong, ExitCode.USAGE))
        .setExecutionExceptionHandler((failed, line, _) -> fail(line, failed, ExitCode.SOFTWARE));
  }

  private static int fail(CommandLine line, Exception reason, int status) {
    line.getErr().println("freshet: " + reason.getMessage());
    return status;
  }

  @Override
  public Integer call() throws InterruptedException {
    HTTP_SERVER.setLevel(Level.WARNING);
    edge.check();
    String localStack = environment.get("AWS_ENDPOINT_URL");
    if (localStack == null) {
      throw new IllegalStateException("set AWS_ENDPOINT_URL to the address of the LocalStack");
    }
    try (DeployedStack stack = DeployedStack.find(name);
        OnLocalStack around = start(stack, URI.create(localStack))) {
      Account account = around.signUp(user, PATIENCE);
      System.out.printf("Edge  %s%nUser  %s%n", around.edge(), account.id());
      System.out.printf("export FRESHET_TOKEN=%s%n", account.token());
      System.out.flush();
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private OnLocalStack start(DeployedStack stack, URI localStack) {
    return OnLocalStack.start(
        stack, localStack, options -> edge.of(options).regionalCache(regionalCache));
  }
}
