package dev.freshet.operations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operations.Stack;
import dev.freshet.operations.trace.LogLines;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;

class VerifyCommandTest {
  private static final Map<String, String> TOKEN = Map.of("FRESHET_TOKEN", "t");

  @Test
  void withoutATokenItSaysWhatToSet() {
    assertThat(refusal(Map.of()))
        .isEqualTo("freshet: set FRESHET_TOKEN to an access token of a user made for this");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "localhost:8080", "http:/x"})
  void anEdgeThatIsNoUrlIsNamed(String edge) {
    assertThat(refusal(TOKEN, "--edge", edge))
        .startsWith("freshet: --edge must be a URL")
        .endsWith("was '" + edge + "'");
  }

  @Test
  void anEdgeThatDoesNotAnswerIsNamed() {
    assertThat(refusal(TOKEN, "--edge", "http://127.0.0.1:1"))
        .isEqualTo(
            "freshet: http://127.0.0.1:1 cannot be reached: give the address of the edge with"
                + " --edge");
  }

  private static String refusal(Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(screen, true, StandardCharsets.UTF_8));
    try {
      CommandLine line = new CommandLine(new VerifyCommand(new Nowhere(), environment));
      assertThat(line.execute(arguments)).isEqualTo(1);
    } finally {
      System.setErr(before);
    }
    return screen.toString(StandardCharsets.UTF_8).strip();
  }

  @CommandLine.Command
  private static final class Nowhere extends StackChoice {
    @Override
    protected Stack stack() {
      return new Stack() {
        @Override
        public Map<String, String> outputs() {
          return Map.of();
        }

        @Override
        public <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C connect(
            B builder, String service) {
          throw new UnsupportedOperationException(service);
        }
      };
    }

    @Override
    protected LogLines log(Stack stack, Instant from) {
      return _ -> List.of();
    }
  }
}
