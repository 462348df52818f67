package dev.freshet.emulators.cloudfront;

import dev.freshet.emulators.cloudfront.edge.EdgeOptions;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of a command that runs an edge; a mixin. */
public final class EdgeArguments {
  private static final int MAX_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "where viewers come in (default: any free port)")
  private int port;

  @Option(
      names = "--pops",
      paramLabel = "N",
      defaultValue = "1",
      description = "points of presence, each with a cache of its own (default: ${DEFAULT-VALUE})")
  private int pointsOfPresence;

  @Option(
      names = "--purge-delay",
      paramLabel = "MS",
      defaultValue = "200",
      description = "milliseconds until an invalidation takes effect (default: ${DEFAULT-VALUE})")
  private long purgeDelay;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  int port() {
    return port;
  }

  /**
   * Checks the ranges, before anything starts.
   *
   * @throws ParameterException if a value is out of its range
   */
  public void check() {
    requirePort("--port", port);
    require("--pops", pointsOfPresence, 1, 100);
    require("--purge-delay", purgeDelay, 0, 3_600_000);
  }

  /** The options with these values. */
  public EdgeOptions of(EdgeOptions options) {
    return options
        .port(port)
        .pointsOfPresence(pointsOfPresence)
        .invalidationDelay(Duration.ofMillis(purgeDelay));
  }

  void requirePort(String option, int value) {
    require(option, value, 0, MAX_PORT);
  }

  private void require(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new ParameterException(
          command.commandLine(),
          "%s must be %d to %d, was %d".formatted(option, least, most, value));
    }
  }
}
