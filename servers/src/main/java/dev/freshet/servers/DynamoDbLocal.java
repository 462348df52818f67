package dev.freshet.servers;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * AWS's DynamoDB Local with streams, in this JVM, on a free port of 127.0.0.1. One set of tables
 * for all regions and credentials. Any number may run at once.
 */
public final class DynamoDbLocal implements AutoCloseable {

  /**
   * Strong references, because java.util.logging may discard unreferenced loggers with their level.
   */
  private static final Logger SQLITE_LOG = Logger.getLogger("com.almworks.sqlite4java");

  /** Warns about libraries of DynamoDB Local that are not used over a network here. */
  private static final Logger OLD_SDK_LOG = Logger.getLogger("com.amazonaws");

  private final LocalDynamoDBServerHandler handler;
  private final Server server;
  private final URI endpoint;

  private DynamoDbLocal(LocalDynamoDBServerHandler handler, Server server, URI endpoint) {
    this.handler = handler;
    this.server = server;
    this.endpoint = endpoint;
  }

  /** Starts one that forgets everything when it is closed. */
  public static DynamoDbLocal start() {
    return start((_, _) -> Optional.empty());
  }

  /** Starts one as {@link #start()} does, which takes only what the guard lets pass. */
  public static DynamoDbLocal start(RequestGuard guard) {
    return started(guard, true, null);
  }

  /**
   * Starts one that keeps its tables in this directory, which is made if absent.
   *
   * @throws ServerFailedException if the directory cannot be made
   */
  public static DynamoDbLocal start(Path directory) {
    return start(directory, (_, _) -> Optional.empty());
  }

  /** Starts one as {@link #start(Path)} does, which takes only what the guard lets pass. */
  public static DynamoDbLocal start(Path directory, RequestGuard guard) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new ServerFailedException("DynamoDB Local cannot keep its data in " + directory, e);
    }
    return started(guard, false, directory.toAbsolutePath().toString());
  }

  /** Where the table and stream clients of the SDK are to be pointed. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // Jetty declares no narrower one
      throw new ServerFailedException("DynamoDB Local did not stop", e);
    } finally {
      handler.close();
    }
  }

  private static DynamoDbLocal started(
      RequestGuard guard, boolean inMemory, @Nullable String directory) {
    quieten();
    LocalDynamoDBServerHandler handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(0, inMemory, directory, true, false), null);
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setHandler(new GuardedHandler(guard, handler));
    try {
      server.start();
    } catch (Exception e) { // Jetty declares no narrower one
      handler.close();
      throw new ServerFailedException("DynamoDB Local did not start", e);
    }
    int port = ((NetworkConnector) server.getConnectors()[0]).getLocalPort();
    return new DynamoDbLocal(handler, server, URI.create("http://127.0.0.1:" + port));
  }

  private static void quieten() {
    SQLITE_LOG.setLevel(Level.WARNING);
    OLD_SDK_LOG.setLevel(Level.SEVERE);
    System.setProperty("aws.java.v1.disableDeprecationAnnouncement", "true");
  }
}
