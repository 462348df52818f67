package dev.freshet.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as the script runs it. */
class BadCommandLineTest {

  @ParameterizedTest
  @CsvSource({
    "up --port 70000, 70000",
    "token alice --port 70000, 70000",
    "fault --port -1, -1",
    "flush alice --port x, x"
  })
  void isAnsweredWithOneLineAndStatus2(String line, String port) throws Exception {
    Process process = freshet(line.split(" ", -1));

    assertThat(process.errorReader(StandardCharsets.UTF_8).readAllLines())
        .singleElement()
        .asString()
        .startsWith("freshet: ")
        .endsWith("must be 0 to 65535, was " + port);
    assertThat(process.waitFor()).isEqualTo(2);
  }

  private static Process freshet(String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(
            List.of(java, "-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }
}
