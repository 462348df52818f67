package dev.freshet.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;

/** Asks a Redis server whether it is there, without any client library. */
final class RedisPing {
  private static final int PATIENCE_MILLIS = 1_000;
  private static final int DEFAULT_PORT = 6379;

  private RedisPing() {}

  /** Whether a server at this address answers; one that asks for a password is there, too. */
  static boolean answers(URI address) {
    try (Socket socket = connect(address)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
      return answer.equals("+PONG") || answer.equals("-NOAU");
    } catch (IOException notYetOrNeverThere) {
      return false;
    }
  }

  private static Socket connect(URI address) throws IOException {
    Socket socket =
        address.getScheme().equals("rediss")
            ? SSLSocketFactory.getDefault().createSocket()
            : new Socket();
    int port = address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
    socket.connect(new InetSocketAddress(address.getHost(), port), PATIENCE_MILLIS);
    return socket;
  }
}
