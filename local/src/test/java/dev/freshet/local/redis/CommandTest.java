package dev.freshet.local.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

  @Test
  void commandsAreReadOneByOneByteForByte() throws IOException {
    String first = "*4\r\n$4\r\nEVAL\r\n$6\r\na\r\nb*3\r\n$1\r\n0\r\n$0\r\n\r\n";
    String second = "*2\r\n$3\r\nGET\r\n$2\r\n\u00e9\r\n";
    InputStream in = stream(first + second);

    Command eval = Command.read(in).orElseThrow();
    assertThat(eval.bytes()).isEqualTo(first.getBytes(StandardCharsets.UTF_8));
    assertThat(eval.words()).containsExactly("EVAL", "a\r\nb*3", "0");
    Command get = Command.read(in).orElseThrow();
    assertThat(get.bytes()).isEqualTo(second.getBytes(StandardCharsets.UTF_8));
    assertThat(get.word(1)).isEqualTo("\u00e9");
    assertThat(get.word(2)).isEmpty();
    assertThat(Command.read(in)).isEmpty();
  }

  @Test
  void anInlineCommandIsOneLine() throws IOException {
    Command ping = Command.read(stream("ping\r\n")).orElseThrow();

    assertThat(ping.name()).isEqualTo("PING");
    assertThat(ping.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("ping\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*1\r\n$4\r\nPI", "*1", "*1\r\n", "*x\r\n", "*1\r\n$\r\n"})
  void aCommandThatEndsEarlyOrHasNoLengthIsAnError(String text) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> Command.read(stream(text)));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
