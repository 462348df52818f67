package dev.freshet.viewcache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Stands between a client and a server. Its connections can be frozen: they stay open and carry
 * nothing any more, as when the machine at the other end has vanished. New ones work. Replies can
 * be held back until the client has asked often enough.
 */
final class FreezingProxy implements AutoCloseable {
  private static final Pattern COMMAND = Pattern.compile("EVALSHA");

  private final ServerSocket door;
  private final URI server;
  private final Queue<Pipe> pipes = new ConcurrentLinkedQueue<>();
  private volatile CountDownLatch scriptsToCome = new CountDownLatch(0);

  FreezingProxy(URI server) throws IOException {
    this.server = server;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI uri() {
    return URI.create("redis://127.0.0.1:" + door.getLocalPort());
  }

  void freeze() {
    pipes.forEach(pipe -> pipe.frozen = true);
  }

  /** From now on no reply arrives until so many scripts were sent. */
  void holdRepliesUntilScripts(int number) {
    scriptsToCome = new CountDownLatch(number);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket redis = new Socket(server.getHost(), server.getPort());
        start(new Pipe(client, redis, this::countScripts));
        start(new Pipe(redis, client, _ -> awaitScripts()));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** A buffer's end may cut a name in two: tests send so little that it does not. */
  private void countScripts(String commands) {
    COMMAND.matcher(commands).results().forEach(_ -> scriptsToCome.countDown());
  }

  private void awaitScripts() {
    try {
      scriptsToCome.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(Pipe pipe) {
    pipes.add(pipe);
    Thread.ofVirtual().start(pipe);
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Pipe pipe : pipes) {
      pipe.from.close();
    }
  }

  /** One direction of one connection. */
  private static final class Pipe implements Runnable {
    private final Socket from;
    private final Socket to;
    private final Consumer<String> beforeSending;
    private volatile boolean frozen;

    Pipe(Socket from, Socket to, Consumer<String> beforeSending) {
      this.from = from;
      this.to = to;
      this.beforeSending = beforeSending;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[8192];
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          beforeSending.accept(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
          if (!frozen) {
            out.write(buffer, 0, read);
          }
        }
      } catch (IOException e) {
        frozen = true; // either end went away: nothing more to carry
      }
    }
  }
}
