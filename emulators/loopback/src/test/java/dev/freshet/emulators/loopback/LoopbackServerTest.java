package dev.freshet.emulators.loopback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoopbackServerTest {
  private final AtomicInteger handled = new AtomicInteger();
  private final WebServer server =
      LoopbackServer.start(routing ->
          routing.post(
              "/token",
              (_, response) -> {
                handled.incrementAndGet();
                response.send("a token");
              }));

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aProgramOfThisMachineIsAnswered() throws IOException {
    assertThat(answer("Host: localhost:" + server.port())).startsWith("HTTP/1.1 200");
  }

  @Test
  void aPageThatRebindsItsNameIsRefusedBeforeAnyRoute() throws IOException {
    String answer = answer("Host: evil.example:" + server.port());

    assertThat(answer).startsWith("HTTP/1.1 403").containsIgnoringCase("cache-control: no-store");
    assertThat(handled).hasValue(0);
  }

  @Test
  void aPageOfAnotherSiteIsRefusedBeforeAnyRoute() throws IOException {
    String host = "Host: 127.0.0.1:" + server.port();

    assertThat(answer(host + "\r\nOrigin: https://evil.example")).startsWith("HTTP/1.1 403");
    assertThat(answer(host + "\r\nSec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403");
    assertThat(handled).hasValue(0);
  }

  private String answer(String headers) throws IOException {
    String request = "POST /token HTTP/1.1\r\n" + headers + "\r\nContent-Length: 0\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return head(new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)));
    }
  }

  private static String head(BufferedReader answer) {
    return answer.lines().takeWhile(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
  }
}
