package dev.freshet.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Checks that a port is free before the system is started. */
public final class FreePort {

  private FreePort() {}

  /** A port that was free a moment ago. */
  static int any() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free", e);
    }
  }

  /**
   * Tries the port.
   *
   * @throws PortTakenException if the port is in use
   */
  static void require(int port) {
    if (!isFree(port)) {
      throw new PortTakenException(port);
    }
  }

  /** Whether a server could listen there now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
