package dev.freshet.local.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between functions and one Redis server without TLS, at a port of 127.0.0.1 of its own, so
 * that replies can stop, evictions arrive late and another server can take over under the same
 * address. One for each node of a cluster, which then has to announce the proxies' ports. It takes
 * two threads per connection. Thread-safe.
 */
public final class RedisProxy implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisProxy.class);

  private final InetSocketAddress redis;
  private final ServerSocket listener;
  private final RedisLinkFaults faults = new RedisLinkFaults();
  private final ScriptCalls evictions;
  private final LateArrivals late;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean away;

  RedisProxy(URI redis, ScriptCalls evictions) {
    this.redis = new InetSocketAddress(redis.getHost(), redis.getPort());
    this.evictions = evictions;
    this.late = new LateArrivals(this.redis, faults.gate());
    this.listener = listen();
    thread("redis proxy", this::accept);
  }

  /**
   * Starts one in front of this server.
   *
   * @param redis {@code redis://host:port}
   */
  public static RedisProxy start(URI redis) {
    return new RedisProxy(redis, ScriptCalls.ofEvictions());
  }

  /** Where clients connect. */
  public URI uri() {
    return URI.create("redis://127.0.0.1:" + listener.getLocalPort());
  }

  /** Faults on demand. */
  public RedisLinkFaults faults() {
    return faults;
  }

  /** Closes all connections and makes no new ones, as if the server had died. */
  public void leave() {
    away = true;
    connections.forEach(ProxiedConnection::close);
  }

  /** Makes connections again. */
  public void comeBack() {
    away = false;
  }

  @Override
  public void close() {
    faults.speak();
    late.close();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connections.forEach(ProxiedConnection::close);
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the proxy of redis", e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.atWarn().setCause(e).log("the proxy of redis cannot accept a connection");
        }
      }
    }
  }

  /** A client whose server is away finds its connection closed. */
  @SuppressWarnings("AddressSelection") // an address of 127.0.0.1
  private void connect(Socket client) throws IOException {
    Socket server = new Socket();
    ProxiedConnection connection = new ProxiedConnection(client, server, faults, evictions, late);
    try {
      server.connect(redis);
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
    } catch (SocketException e) {
      connection.close();
      return;
    }
    connections.add(connection);
    if (away) {
      end(connection);
      return;
    }
    thread("redis commands", () -> run(connection, connection::passCommands));
    thread(
        "redis replies",
        () -> {
          run(connection, connection::passReplies);
          end(connection);
        });
  }

  /** One direction of a connection. */
  private interface Passing {
    void run() throws IOException, InterruptedException;
  }

  private void run(ProxiedConnection connection, Passing direction) {
    try {
      direction.run();
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("a connection to redis was lost");
      end(connection);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(connection);
    }
  }

  private void end(ProxiedConnection connection) {
    connections.remove(connection);
    connection.close();
  }

  private static void thread(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }
}
