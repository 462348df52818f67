package dev.freshet.local.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tells early and plainly that a port is taken, before anything is started for nothing. */
final class FreePort {

  private FreePort() {}

  /**
   * Tries the port.
   *
   * @throws PortTakenException if nobody else can listen on it
   */
  static void require(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new PortTakenException(port);
    }
  }
}
