package dev.freshet.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link RedisCluster}: a process of our own on 127.0.0.1. Not thread-safe, as far as
 * it is started and ended; {@link #ask} is.
 */
public final class RedisNode {
  private final Path program;
  private final int port;
  private final List<String> arguments;
  private @Nullable RedisProcess process;
  private String id = "";

  RedisNode(Path program, Path directory, List<String> arguments) {
    this.program = program;
    this.port = FreePorts.withBus();
    this.arguments =
        Stream.concat(
                Stream.of(
                    "--dir",
                    directory.toString(),
                    "--cluster-config-file",
                    "nodes-" + port + ".conf"),
                arguments.stream())
            .toList();
  }

  /** The address for a client. */
  public URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  /** The name by which the nodes know it. */
  public String id() {
    return id;
  }

  /** Whether it was started and not killed. It may be silent. */
  public boolean isRunning() {
    return process != null;
  }

  /** Whether it is a primary, in its own view. It must run. */
  public boolean isPrimary() {
    return text("ROLE").contains("master");
  }

  /**
   * Sends one command to this very node, and waits for the reply for at most 10 s.
   *
   * @return the reply as text; lists as Java prints them
   * @throws ServerFailedException if the node answers with an error or not at all
   */
  public String ask(String... command) {
    return text(command);
  }

  /** Ends the process as a crash would. No effect if it was ended before. */
  public void kill() {
    if (process != null) {
      process.kill();
      process = null;
    }
  }

  /** The process keeps its connections, accepts new ones, and answers nothing any more. */
  public void pause() {
    running().pause();
  }

  /** Ends a {@link #pause()}: the process answers what it was asked meanwhile. */
  public void resume() {
    running().resume();
  }

  /**
   * Starts it, again if it was killed: empty, on the same port, as the same node of the cluster.
   */
  public void start() {
    process = RedisProcess.start(program, port, arguments);
    id = text("CLUSTER", "MYID");
  }

  /** The id of its process, which must not have been killed. */
  long pid() {
    return running().pid();
  }

  private RedisProcess running() {
    if (process == null) {
      throw new IllegalStateException("the node at port " + port + " was killed");
    }
    return process;
  }

  private String text(String... command) {
    try (RespSocket socket = new RespSocket(port)) {
      return String.valueOf(socket.ask(List.of(command)));
    } catch (IOException e) {
      throw new ServerFailedException("the Redis node at port " + port + " does not answer", e);
    }
  }
}
