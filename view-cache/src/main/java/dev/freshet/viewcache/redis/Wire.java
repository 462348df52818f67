package dev.freshet.viewcache.redis;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.args.Rawable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.IOUtils;
import redis.clients.jedis.util.RedisInputStream;
import redis.clients.jedis.util.RedisOutputStream;

/**
 * An open socket to a Redis server. Commands are pipelined: a thread of its own reads the replies,
 * in the order of the commands. What may not fit into the socket's buffer is written by another
 * thread. So no method blocks, however long the server is silent. Thread-safe.
 */
final class Wire implements Closeable {
  /** All systems have larger buffers for a socket. */
  private static final int SMALL = 4096;

  /** At most, for the length of an argument. */
  private static final int OVERHEAD = 16;

  private final NodeAddress node;
  private final Socket socket;
  private final RedisOutputStream out;
  private final RedisInputStream in;
  private final Consumer<Wire> closedListener;
  private final AtomicReference<@Nullable JedisConnectionException> closed =
      new AtomicReference<>();
  private final BlockingQueue<Pending<?>> unsent = new LinkedBlockingQueue<>();
  private final Queue<Pending<?>> unanswered = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();
  private final Thread writer;
  private final Thread reader;

  /** Commands that stay together, and what becomes of the reply to the last of them. */
  private record Pending<T>(
      List<CommandArguments> commands, Function<Object, T> meaning, CompletableFuture<T> reply) {
    private static <T> Pending<T> of(List<CommandArguments> commands, Function<Object, T> meaning) {
      return new Pending<>(commands, meaning, new CompletableFuture<>());
    }

    private boolean isSmall() {
      long size = 0;
      for (CommandArguments command : commands) {
        for (Rawable argument : command) {
          size += argument.getRaw().length + OVERHEAD;
        }
      }
      return size < SMALL;
    }

    private void answered(Object answer) {
      try {
        reply.complete(meaning.apply(answer));
      } catch (RuntimeException e) {
        reply.completeExceptionally(e);
      }
    }

    private void failed(JedisException cause) {
      reply.completeExceptionally(cause);
    }
  }

  /**
   * Takes over a socket.
   *
   * @param closedListener told once, when the socket is closed
   * @throws JedisConnectionException if it is closed
   */
  Wire(NodeAddress node, Socket socket, Consumer<Wire> closedListener) {
    this.node = node;
    this.socket = socket;
    this.closedListener = closedListener;
    this.writer = Thread.ofVirtual().name("redis writer " + node).unstarted(this::write);
    this.reader = Thread.ofPlatform().daemon().name("redis " + node).unstarted(this::read);
    try {
      this.out = new RedisOutputStream(socket.getOutputStream());
      this.in = new RedisInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new JedisConnectionException(e);
    }
  }

  /** Begins to write and to read. */
  void start() {
    writer.start();
    reader.start();
  }

  /** From now on, the server may be silent for as long as it likes. */
  void waitForever() {
    try {
      socket.setSoTimeout(0);
    } catch (SocketException e) {
      throw new JedisConnectionException(e);
    }
  }

  /**
   * Sends commands, with none of another call between them. If the reply is cancelled before that,
   * none is sent.
   *
   * @param meaning of the reply to the last one; is called by the thread that reads
   */
  <T> CompletableFuture<T> send(Function<Object, T> meaning, CommandArguments... commands) {
    Pending<T> pending = Pending.of(List.of(commands), meaning);
    if (!isWritten(pending)) {
      unsent.add(pending);
    }
    failIfClosed();
    return pending.reply();
  }

  boolean isOpen() {
    return closed.get() == null;
  }

  /** If all that was sent is answered, the buffer is empty: the caller writes itself. */
  private boolean isWritten(Pending<?> next) {
    if (!unanswered.isEmpty() || !unsent.isEmpty() || !next.isSmall() || !writing.tryLock()) {
      return false;
    }
    try {
      if (!unanswered.isEmpty()) {
        return false;
      }
      write(next);
      out.flush();
    } catch (IOException | RuntimeException e) {
      close(e);
    } finally {
      writing.unlock();
    }
    return true;
  }

  private void write() {
    try {
      while (isOpen()) {
        writeAll(unsent.take());
      }
    } catch (IOException | RuntimeException e) {
      close(e);
    } catch (InterruptedException _) {
      close(); // it was closed by another thread
    }
  }

  private void writeAll(Pending<?> first) throws IOException {
    writing.lock();
    try {
      for (Pending<?> next = first; next != null; next = unsent.poll()) {
        if (!next.reply().isDone()) {
          write(next);
        }
      }
      out.flush();
    } finally {
      writing.unlock();
    }
  }

  private void write(Pending<?> next) {
    for (CommandArguments ahead : next.commands().subList(0, next.commands().size() - 1)) {
      unanswered.add(Pending.of(List.of(ahead), reply -> reply));
      Protocol.sendCommand(out, ahead);
    }
    unanswered.add(next);
    Protocol.sendCommand(out, next.commands().getLast());
  }

  private void read() {
    try {
      while (true) {
        readOne();
      }
    } catch (RuntimeException e) {
      close(e);
    }
  }

  private void readOne() {
    try {
      Object answer = Protocol.read(in);
      answered().answered(answer);
    } catch (JedisDataException refusal) {
      answered().failed(refusal);
    }
  }

  private Pending<?> answered() {
    Pending<?> first = unanswered.poll();
    if (first == null) {
      throw new JedisConnectionException("Redis at " + node + " answers what nobody asked");
    }
    return first;
  }

  /** What was sent and not answered fails. */
  @Override
  public void close() {
    close(null);
  }

  private void close(@Nullable Exception cause) {
    JedisConnectionException why =
        new JedisConnectionException("the connection to Redis at " + node + " was closed", cause);
    if (closed.compareAndSet(null, why)) {
      closedListener.accept(this);
      writer.interrupt();
      // The end of TLS may be as slow as the server.
      Thread.ofVirtual().start(() -> IOUtils.closeQuietly(socket));
    }
    failIfClosed();
  }

  /** Fails all calls without a reply, for the first reason for which it was closed. */
  private void failIfClosed() {
    JedisConnectionException why = closed.get();
    if (why == null) {
      return;
    }
    for (Queue<Pending<?>> queue : List.of(unanswered, unsent)) {
      for (Pending<?> next = queue.poll(); next != null; next = queue.poll()) {
        next.failed(why);
      }
    }
  }
}
