package dev.freshet.local.system;

import java.net.URI;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;

/** ElasticMQ, which speaks SQS's protocol, on a free port of 127.0.0.1. */
final class QueueServer implements AutoCloseable {
  private final SQSRestServer server;
  private final URI endpoint;

  private QueueServer(SQSRestServer server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /** Returns when requests are answered. */
  static QueueServer start(String region, String account) {
    TheSQSRestServerBuilder builder =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withDynamicPort()
            .withAWSRegion(region)
            .withAWSAccountId(account);
    SQSRestServer server = builder.start();
    int port = server.waitUntilStarted().localAddress().getPort();
    return new QueueServer(server, URI.create("http://127.0.0.1:" + port));
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    server.stopAndWait();
  }
}
