package dev.freshet.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports of 127.0.0.1 that are free now. Another process may take one before it is used. */
final class FreePorts {

  /** The default offset of the port on which a cluster node listens to other nodes. */
  private static final int BUS_OFFSET = 10_000;

  private static final int LOWEST = 12_000;
  private static final int ATTEMPTS = 200;

  private FreePorts() {}

  static int one() {
    try (ServerSocket socket = listen(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ServerFailedException("no free port for Redis", e);
    }
  }

  /**
   * A free port whose bus port, 10,000 above it, is also free. Both are below the ephemeral ports,
   * many of which are in use while tests run.
   */
  static int withBus() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, LOWEST + BUS_OFFSET);
      if (isFree(port) && isFree(port + BUS_OFFSET)) {
        return port;
      }
    }
    throw new ServerFailedException("no free pair of ports for a node of a Redis cluster");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = listen(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
