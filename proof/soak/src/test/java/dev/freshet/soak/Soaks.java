package dev.freshet.soak;

import dev.freshet.local.system.LocalSystem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Short soaks of a system of their own. */
final class Soaks {
  static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  static final long OPERATIONS = 600;

  private Soaks() {}

  /** Of the system as it is, with all faults. */
  static SoakReport run() throws InterruptedException {
    SoakOptions options =
        new SoakOptions(
            Duration.ofMinutes(2),
            OPERATIONS,
            5,
            4,
            4,
            3,
            true,
            Optional.empty(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofMinutes(3));
    return run(TEMPLATE, options);
  }

  /**
   * Of a broken system, without faults. It has more users than the readers can visit while it
   * settles: a read with {@code fresh} would load what Redis should no longer have.
   */
  static SoakReport runBroken(Path template) throws InterruptedException {
    SoakOptions options =
        new SoakOptions(
            Duration.ofMinutes(2),
            OPERATIONS,
            5,
            12,
            4,
            3,
            false,
            Optional.empty(),
            Duration.ofSeconds(60),
            Duration.ZERO,
            Duration.ofSeconds(2));
    return run(template, options);
  }

  static SoakReport run(Path template, SoakOptions options) throws InterruptedException {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    try (LocalSystem system = LocalSystem.start(Soak.system(template));
        Soak soak = new Soak(system, options, nowhere)) {
      return soak.run();
    }
  }
}
