package dev.freshet.emulators.cloudfront.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose end two parties may see at different places. */
class FramingTest {
  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -2\n\n",
        "Content-Length: 1x\n\n",
        "Content-Length: 1\nContent-Length: 2\n\nab",
        "Content-Length: 4\nTransfer-Encoding: chunked\n\n0\n\n",
        "Transfer-Encoding: gzip, chunked\n\n0\n\n",
        "Transfer-Encoding: chunked\n\n2;name=value\nab\n0\n\n",
        "Transfer-Encoding: chunked\n\nzz\nab\n0\n\n",
        "Transfer-Encoding: chunked\n\n-2\nab\n0\n\n"
      })
  void areRefusedWithoutAskingTheOrigin(String framing) throws IOException {
    String answer = head(framing);

    assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("cache-control: no-store");
    assertThat(rig.origin.asked()).isEmpty();
  }

  @Test
  void areAnsweredWhereTheyAreInOrder() throws IOException {
    assertThat(head("Transfer-Encoding: chunked\n\n2\nab\n0\n\n")).startsWith("HTTP/1.1 200");
    assertThat(head("Content-Length: 2\n\nab")).startsWith("HTTP/1.1 200");
  }

  @Test
  void areTooLargeBeforeTheirBodyIsHeldInMemory() throws IOException {
    String answer = head("Content-Length: 300000000\n\n");

    assertThat(answer).startsWith("HTTP/1.1 413").containsIgnoringCase("cache-control: no-store");
    assertThat(rig.origin.asked()).isEmpty();
  }

  @Test
  void areTooLargeAlsoWhereOnlyTheirChunksTell() throws IOException {
    String chunk = "fffff\n" + "x".repeat(0xfffff) + "\n";

    assertThat(head("Transfer-Encoding: chunked\n\n" + chunk.repeat(18) + "0\n\n"))
        .startsWith("HTTP/1.1 413");
    assertThat(rig.origin.asked()).isEmpty();
  }

  private String head(String framing) throws IOException {
    String request = "POST /a HTTP/1.1\nHost: localhost\n" + framing;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.edge.url().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .lines()
          .takeWhile(line -> !line.isEmpty())
          .collect(Collectors.joining("\n"));
    }
  }
}
