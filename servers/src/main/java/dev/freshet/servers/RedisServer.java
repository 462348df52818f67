package dev.freshet.servers;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis server: the one that {@code REDIS_URL} names, else a process of our own on a free
 * port of 127.0.0.1, run from {@code redis-server} or {@code valkey-server} on the {@code PATH},
 * else from the binary that the embedded-redis artifact ships. Ready (it answers PING) when it is
 * returned.
 *
 * <p>Thread-safe.
 */
public final class RedisServer implements AutoCloseable {

  /** Another process may take a port between our finding it free and Redis binding it. */
  private static final int ATTEMPTS = 5;

  private final URI uri;
  private final @Nullable Path program;
  private final List<String> arguments;
  private @Nullable RedisProcess process;
  private @Nullable Runnable whenRestarted;

  private RedisServer(URI uri, @Nullable Path program, List<String> arguments) {
    this.uri = uri;
    this.program = program;
    this.arguments = arguments;
  }

  /**
   * Starts a server, or reaches the one that {@code REDIS_URL} names.
   *
   * @param arguments of the server's command line, such as {@code --maxmemory 2mb}
   * @throws ServerFailedException if none can be run or reached
   */
  public static RedisServer start(String... arguments) {
    return start(System.getenv(), arguments);
  }

  /** As {@link #start(String...)}, with this environment instead of the process's own. */
  public static RedisServer start(Map<String, String> environment, String... arguments) {
    String given = environment.getOrDefault("REDIS_URL", "");
    if (!given.isEmpty()) {
      return reach(URI.create(given));
    }
    Path program = RedisProgram.find(environment.getOrDefault("PATH", ""));
    return startOwn(program, List.of(arguments));
  }

  /** The address for a client: {@code redis://127.0.0.1:port} for a server of our own. */
  public URI uri() {
    return uri;
  }

  /** Whether the process is ours, so that it can be stopped and killed. */
  public boolean isOwn() {
    return program != null;
  }

  /** Whether the server answers now. */
  public boolean isRunning() {
    return RedisPing.answers(uri);
  }

  /**
   * Ends the server in good order, even if it is paused; what it held is lost. No effect if it was
   * ended before.
   */
  public synchronized void stop() {
    requireOwn();
    if (process != null) {
      process.stop();
      process = null;
    }
  }

  /** Ends the server as a crash would. No effect if it was ended before. */
  public synchronized void kill() {
    requireOwn();
    if (process != null) {
      process.kill();
      process = null;
    }
  }

  /** The server keeps its connections, accepts new ones, and answers nothing any more. */
  public synchronized void pause() {
    running().pause();
  }

  /** Ends a {@link #pause()}: the server answers what it was asked meanwhile. */
  public synchronized void resume() {
    running().resume();
  }

  /** Ends the server if it runs, and starts it, empty, on the same port. */
  public synchronized void restart() {
    Path own = requireOwn();
    stop();
    RedisProcess started = RedisProcess.start(own, uri.getPort(), arguments);
    process = started;
    started.onUnexpectedEnd(() -> revive(started));
  }

  /**
   * From now on the server is started again, empty, when something else than this object ends it.
   *
   * @param restarted called each time once it answers again
   */
  public synchronized void restartWhenKilled(Runnable restarted) {
    requireOwn();
    whenRestarted = restarted;
  }

  private synchronized void revive(RedisProcess dead) {
    Runnable told = whenRestarted;
    if (told != null && dead.equals(process)) {
      restart();
      told.run();
    }
  }

  /** The id of the server's process, which must run and be ours. */
  public synchronized long pid() {
    return running().pid();
  }

  /** Stops a server of our own; leaves another's alone. */
  @Override
  public void close() {
    if (isOwn()) {
      stop();
    }
  }

  private RedisProcess running() {
    requireOwn();
    if (process == null) {
      throw new IllegalStateException("the server does not run");
    }
    return process;
  }

  private Path requireOwn() {
    if (program == null) {
      throw new IllegalStateException("the server at REDIS_URL is not ours to stop");
    }
    return program;
  }

  private static RedisServer reach(URI uri) {
    if (!RedisPing.answers(uri)) {
      throw new ServerFailedException(
          "no Redis answers at REDIS_URL, " + uri.getHost() + ":" + uri.getPort());
    }
    return new RedisServer(uri, null, List.of());
  }

  private static RedisServer startOwn(Path program, List<String> arguments) {
    for (int attempt = 1; ; attempt++) {
      RedisServer server =
          new RedisServer(
              URI.create("redis://127.0.0.1:" + FreePorts.one()), program, List.copyOf(arguments));
      try {
        server.restart();
        return server;
      } catch (ServerFailedException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
