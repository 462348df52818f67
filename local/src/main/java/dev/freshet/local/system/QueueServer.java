package dev.freshet.local.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;

/**
 * ElasticMQ, which speaks SQS's protocol, on a free port of this machine. It accepts any {@code
 * Host}, so a web page whose name resolves to its address could use it (DNS rebinding). Hence it
 * listens at a random address of 127.0.0.0/8, which no page can guess. Systems that have only
 * 127.0.0.1, such as macOS, are not protected.
 */
final class QueueServer implements AutoCloseable {
  private final SQSRestServer server;
  private final URI endpoint;

  private QueueServer(SQSRestServer server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /** Returns when requests are answered. */
  static QueueServer start(String region, String account) {
    String address = address();
    TheSQSRestServerBuilder builder =
        SQSRestServerBuilder.withInterface(address)
            .withDynamicPort()
            .withAWSRegion(region)
            .withAWSAccountId(account);
    SQSRestServer server = builder.start();
    int port = server.waitUntilStarted().localAddress().getPort();
    return new QueueServer(server, URI.create("http://" + address + ":" + port));
  }

  private static String address() {
    int random = new SecureRandom().nextInt();
    byte[] address = {127, (byte) (random >> 16), (byte) (random >> 8), (byte) (random | 2)};
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByAddress(address))) {
      return probe.getInetAddress().getHostAddress();
    } catch (IOException onlyOneAddress) {
      return "127.0.0.1";
    }
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    server.stopAndWait();
  }
}
