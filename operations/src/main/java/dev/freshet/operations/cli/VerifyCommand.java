package dev.freshet.operations.cli;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Stack;
import dev.freshet.operations.trace.LogLines;
import dev.freshet.operations.verify.Fact;
import dev.freshet.operations.verify.Verification;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the assumptions about AWS on a system. */
@Command(
    name = "verify",
    description = "Measure the assumptions about AWS, and name the parameters to change.")
final class VerifyCommand implements Callable<Integer> {
  /** Not an option, which every user of the machine could read. */
  private static final String TOKEN = "FRESHET_TOKEN";

  private static final int WRONG = 3;

  @Option(
      names = "--edge",
      paramLabel = "URL",
      description = "URL of the edge (default: the stack's output EdgeUrl)")
  private @Nullable URI edge;

  @Mixin private final StackChoice choice;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  private final Map<String, String> environment;

  VerifyCommand(StackChoice choice, Map<String, String> environment) {
    this.choice = choice;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    AtomicBoolean wrong = new AtomicBoolean();
    int status =
        choice.operate(() -> {
          String token = token();
          Clock clock = Clock.systemUTC();
          Stack stack = choice.stack();
          LogLines log = choice.log(stack, clock.instant().minus(Duration.ofHours(1)));
          new Verification(stack, log, clock)
              .run(
                  edge(stack),
                  token,
                  fact -> {
                    System.out.print(fact.text());
                    wrong.compareAndSet(false, fact.verdict() == Fact.Verdict.WRONG);
                  });
        });
    return status == 0 && wrong.get() ? WRONG : status;
  }

  private String token() throws OperationFailedException {
    String token = environment.get(TOKEN);
    if (token == null) {
      throw new OperationFailedException(
          "set " + TOKEN + " to an access token of a user made for this");
    }
    return token;
  }

  private URI edge(Stack stack) throws OperationFailedException {
    URI url = edge == null ? URI.create(stack.output("EdgeUrl")) : edge;
    if (url.getHost() == null) {
      throw new OperationFailedException(
          "--edge must be a URL such as https://d111111abcdef8.cloudfront.net, was '" + url + "'");
    }
    return url;
  }
}
