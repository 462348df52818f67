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

  static SoakReport run(Path template, boolean withFaults) throws InterruptedException {
    SoakOptions options =
        new SoakOptions(
            Duration.ofMinutes(2),
            OPERATIONS,
            5,
            4,
            4,
            3,
            withFaults,
            Optional.empty(),
            Duration.ofSeconds(withFaults ? 2 : 60),
            Duration.ofSeconds(60),
            withFaults ? Duration.ofMinutes(3) : Duration.ofSeconds(10));
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
