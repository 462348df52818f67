package dev.freshet.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DelayProxyTest {
  private static final Duration ROUND_TRIP = Duration.ofMillis(40);

  private ServerSocket server;
  private DelayProxy proxy;

  /** Echoes until the connection ends. */
  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::echo);
    proxy = DelayProxy.to(URI.create("redis://127.0.0.1:" + server.getLocalPort()), ROUND_TRIP);
  }

  private void echo() {
    try (Socket client = server.accept()) {
      var _ = client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException closed) {
      // the test is over
    }
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void bytesComeBackInTheirOrderAndNoSoonerThanARoundTripTakes() throws IOException {
    byte[] sent = "ping ".repeat(30_000).getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = connect()) {
      long began = System.nanoTime();
      Thread.ofPlatform().daemon().start(() -> write(socket, sent));
      InputStream in = socket.getInputStream();

      assertThat(in.read()).isEqualTo('p');
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(ROUND_TRIP);
      assertThat(in.readNBytes(sent.length - 1)).isEqualTo(tail(sent));
    }
  }

  @Test
  void anAnswerStillArrivesAfterItsRequestHasEnded() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write('x');
      socket.shutdownOutput();

      assertThat(socket.getInputStream().readAllBytes()).isEqualTo(new byte[] {'x'});
    }
  }

  @Test
  void theEndOfAConnectionIsPassedOn() throws IOException {
    try (Socket socket = connect()) {
      server.close();
      socket.shutdownOutput();

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  /** No other thread accepts on the closed socket, which would keep it open a little longer. */
  @Test
  void aClientIsToldThatTheServerIsGone() throws IOException {
    ServerSocket gone = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    gone.close();
    URI nowhere = URI.create("redis://127.0.0.1:" + gone.getLocalPort());
    try (DelayProxy toNowhere = DelayProxy.to(nowhere, ROUND_TRIP);
        Socket socket = new Socket(toNowhere.uri().getHost(), toNowhere.uri().getPort())) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void itsAddressHasTheServersScheme() {
    assertThat(proxy.uri().getScheme()).isEqualTo("redis");
    assertThat(proxy.uri().getPort()).isNotEqualTo(server.getLocalPort());
  }

  private Socket connect() throws IOException {
    return new Socket(proxy.uri().getHost(), proxy.uri().getPort());
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException closed) {
      // the reader finds out
    }
  }

  private static byte[] tail(byte[] bytes) {
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }
}
