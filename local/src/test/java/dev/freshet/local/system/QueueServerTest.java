package dev.freshet.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class QueueServerTest {

  @Test
  void listensAtAnAddressThatNoWebPageCanGuess() throws Exception {
    try (QueueServer one = QueueServer.start("us-east-1", "000000000000");
        QueueServer other = QueueServer.start("us-east-1", "000000000000")) {
      String host = one.endpoint().getHost();
      assertThat(InetAddress.getByName(host).isLoopbackAddress()).isTrue();
      assertThat(host.equals(other.endpoint().getHost())).isEqualTo(!hasManyAddresses());
    }
  }

  /** Linux and Windows have all of 127.0.0.0/8. */
  private static boolean hasManyAddresses() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.9.8.7"))) {
      return probe.isBound();
    } catch (IOException onlyOne) {
      return false;
    }
  }
}
