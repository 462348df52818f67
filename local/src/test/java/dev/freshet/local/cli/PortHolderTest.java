package dev.freshet.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortHolderTest {

  @Test
  void theProcessIsNamedWhereTheMachineHasAToolForIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(PortHolder.describe(port))
          .startsWith("port " + port + " is held by ")
          .containsAnyOf("(process " + ProcessHandle.current().pid() + ")", "another process");
    }
  }

  @Test
  void aHolderThatNoToolNamesIsAnotherProcess() {
    assertThat(PortHolder.describe(1)).isEqualTo("port 1 is held by another process");
  }
}
