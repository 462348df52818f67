package dev.freshet.bench.latency;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Repeats a request over one connection. Parses as little of an answer as possible, because the
 * client shares the processors with the measured code.
 */
final class HttpConnection implements Call {
  private static final String LENGTH = "content-length:";

  private final byte[] request;
  private final String expected;
  private final InputStream in;
  private final OutputStream out;

  /**
   * @param headers lines that end in CRLF
   * @param expected a required header line of the answer, in lower case
   */
  HttpConnection(URI server, String path, String headers, String expected) throws IOException {
    Socket socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
    this.expected = expected;
    this.request =
        ("GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + headers + "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public boolean run() throws IOException {
    out.write(request);
    String status = line();
    boolean asExpected = false;
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      asExpected |= header.equals(expected);
      if (header.startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    in.skipNBytes(length);
    if (!status.startsWith("HTTP/1.1 200") || !asExpected) {
      throw new IllegalStateException("the answer is " + status + ", without " + expected);
    }
    return true;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server has closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
