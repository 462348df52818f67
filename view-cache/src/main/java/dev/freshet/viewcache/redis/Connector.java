package dev.freshet.viewcache.redis;

import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.IOUtils;

/** Makes connections to Redis servers, without blocking. Thread-safe. */
final class Connector implements AutoCloseable {
  private static final String DEFAULT_USER = "default";

  /** RESP2: all that scripts answer are arrays and texts. */
  private static final int PROTOCOL_VERSION = 2;

  private final RedisUrl url;
  private final RedisSettings settings;
  private final InstantSource clock;
  private final RedisFailureListener failures;
  private final JedisClientConfig sockets;
  private final Set<Wire> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Connector(RedisSettings settings, InstantSource clock, RedisFailureListener failures) {
    this.url = RedisUrl.parse(settings.url());
    this.settings = settings;
    this.clock = clock;
    this.failures = failures;
    int timeout = Math.toIntExact(settings.timeouts().evictConnect().toMillis());
    DefaultJedisClientConfig.Builder options =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(timeout)
            .socketTimeoutMillis(timeout);
    this.sockets = (url.tls() ? options.sslOptions(SslOptions.defaults()) : options).build();
  }

  /** The address that the settings name. */
  NodeAddress endpoint() {
    return url.node();
  }

  /** Begins to connect and to log in, with the password of this moment. */
  CompletableFuture<Session> connect(NodeAddress node) {
    return CompletableFuture.supplyAsync(() -> dial(node), Thread::startVirtualThread)
        .thenComposeAsync(this::greet, Thread::startVirtualThread);
  }

  private Wire dial(NodeAddress node) {
    HostAndPort address = new HostAndPort(node.host(), node.port());
    Socket socket = new DefaultJedisSocketFactory(address, sockets).createSocket();
    Wire wire = new Wire(node, agreed(socket, node), open::remove);
    open.add(wire);
    if (closed) {
      wire.close();
    }
    wire.start();
    return wire;
  }

  /**
   * Agrees on TLS before two threads use the socket, of which one would hide the other's failure.
   */
  private static Socket agreed(Socket socket, NodeAddress node) {
    try {
      if (socket instanceof SSLSocket tls) {
        tls.startHandshake();
      }
      return socket;
    } catch (IOException e) {
      IOUtils.closeQuietly(socket);
      throw new JedisConnectionException("no TLS with Redis at " + node, e);
    }
  }

  private CompletableFuture<Session> greet(Wire wire) {
    return wire.send(_ -> session(wire), hello())
        .whenComplete((_, failure) -> {
          if (failure != null) {
            wire.close();
          }
        });
  }

  private Session session(Wire wire) {
    wire.waitForever();
    return new Session(
        wire, settings.login().map(login -> new LoginRenewal(wire, login, clock, failures)));
  }

  /** Logs in, if there is a password, and gives the connection its name. */
  private CommandArguments hello() {
    CommandArguments hello = new CommandArguments(Command.HELLO).add(PROTOCOL_VERSION);
    Optional<String> password =
        settings.login().map(login -> login.password().get()).or(url::password);
    String user = settings.login().map(RedisLogin::user).or(url::user).orElse(DEFAULT_USER);
    password.ifPresent(text -> hello.add("AUTH").add(user).add(text));
    settings.clientName().ifPresent(name -> hello.add("SETNAME").add(name));
    return hello;
  }

  /** Closes all connections. */
  @Override
  public void close() {
    closed = true;
    open.forEach(Wire::close);
  }
}
