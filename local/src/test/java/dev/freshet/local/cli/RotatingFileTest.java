package dev.freshet.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
  private static final int LIMIT = 100;

  @TempDir private Path directory;

  @Test
  void holdsTwiceItsLimitAtMostAndTheLatestLines() throws IOException {
    try (RotatingFile log = log()) {
      for (int line = 1000; line < 2000; line++) {
        log.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }

    try (var files = Files.list(directory)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isBetween(100L, 200L);
    }
    assertThat(Files.readAllLines(directory.resolve("log"))).endsWith("1998", "1999");
  }

  @Test
  void leavesTheFileOfARunningSystemAsItIsUntilSomethingIsWritten() throws IOException {
    Files.writeString(directory.resolve("log"), "of the running system\n");

    log().close();

    assertThat(directory.resolve("log")).hasContent("of the running system\n");
  }

  @Test
  void keepsWhatAnEarlierRunWrote() throws IOException {
    Files.writeString(directory.resolve("log"), "earlier\n");

    try (RotatingFile log = log()) {
      log.write("later\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(Files.readAllLines(directory.resolve("log"))).containsExactly("earlier", "later");
  }

  private RotatingFile log() {
    return new RotatingFile(directory.resolve("log"), LIMIT);
  }
}
