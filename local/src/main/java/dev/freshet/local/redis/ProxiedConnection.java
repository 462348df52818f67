package dev.freshet.local.redis;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;

/** One client's connection to Redis and the proxy's own behind it. Two threads use it. */
final class ProxiedConnection implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  private final Socket client;
  private final Socket server;
  private final RedisLinkFaults faults;
  private final ScriptCalls evictions;
  private final LateArrivals late;

  ProxiedConnection(
      Socket client,
      Socket server,
      RedisLinkFaults faults,
      ScriptCalls evictions,
      LateArrivals late) {
    this.client = client;
    this.server = server;
    this.faults = faults;
    this.evictions = evictions;
    this.late = late;
  }

  /** Passes replies on until the server sends no more. */
  void passReplies() throws IOException, InterruptedException {
    InputStream in = server.getInputStream();
    OutputStream out = client.getOutputStream();
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read != -1; read = in.read(buffer)) {
      faults.gate().pass();
      out.write(buffer, 0, read);
    }
  }

  /** Passes commands on until the client sends no more; the replies are still to come. */
  void passCommands() throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(client.getInputStream(), BUFFER);
    OutputStream out = new BufferedOutputStream(server.getOutputStream(), BUFFER);
    for (Optional<Command> next = Command.read(in); next.isPresent(); next = Command.read(in)) {
      Command command = next.get();
      boolean eviction = evictions.include(command);
      Optional<RedisLinkFaults.Late> fate = eviction ? faults.ofEviction() : Optional.empty();
      if (fate.isPresent()) {
        out.flush();
        holdBack(command, in, fate.get());
        break;
      }
      faults.gate().pass();
      out.write(command.bytes());
      if (in.available() == 0) {
        out.flush();
      }
    }
    out.flush();
    server.shutdownOutput();
  }

  /** Keeps this command and all that follow it on the connection for later. */
  private void holdBack(Command first, InputStream in, RedisLinkFaults.Late fate)
      throws IOException {
    ByteArrayOutputStream held = new ByteArrayOutputStream();
    held.writeBytes(first.bytes());
    late.expect(held, fate.by());
    late.run(fate.reset(), this::close);
    for (Optional<Command> next = Command.read(in); next.isPresent(); next = Command.read(in)) {
      held.writeBytes(next.get().bytes());
    }
  }

  @Override
  public void close() {
    closed(client);
    closed(server);
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket cannot be closed", e);
    }
  }
}
