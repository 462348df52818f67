package dev.freshet.bench.latency;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A network with a delay in front of a server on this machine: bytes arrive in order, half a round
 * trip after they were sent. The number of bytes in transit is unlimited. Thread-safe.
 */
final class DelayProxy implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;

  private final ServerSocket listener;
  private final URI server;
  private final long oneWay;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /** Bytes in transit. An empty chunk is the end. */
  private record Chunk(ByteBuffer bytes, long due) {}

  private DelayProxy(URI server, Duration roundTrip) throws IOException {
    this.server = server;
    this.oneWay = roundTrip.toNanos() / 2;
    this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    thread("delay: accept", this::accept);
  }

  static DelayProxy to(URI server, Duration roundTrip) throws IOException {
    return new DelayProxy(server, roundTrip);
  }

  /** The server's address with the proxy's port. */
  URI uri() {
    return URI.create(server.getScheme() + "://127.0.0.1:" + listener.getLocalPort());
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException closed) {
        // the proxy is closed
      }
    }
  }

  private void connect(Socket client) {
    sockets.add(client);
    try {
      client.setTcpNoDelay(true);
      Socket behind = new Socket(server.getHost(), server.getPort());
      sockets.add(behind);
      behind.setTcpNoDelay(true);
      AtomicInteger open = new AtomicInteger(2);
      carry(client, behind, open);
      carry(behind, client, open);
    } catch (IOException refused) {
      // the client finds out from its own socket
      end(client);
    }
  }

  /**
   * Forwards the bytes of one side.
   *
   * @param open number of open directions of the connection
   */
  private void carry(Socket from, Socket to, AtomicInteger open) {
    BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
    thread("delay: in", () -> receive(from, underWay));
    thread(
        "delay: out",
        () -> {
          deliver(underWay, to);
          if (open.decrementAndGet() == 0) {
            end(from);
            end(to);
          }
        });
  }

  private void receive(Socket from, BlockingQueue<Chunk> underWay) {
    byte[] buffer = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(buffer, count));
        underWay.add(new Chunk(bytes, System.nanoTime() + oneWay));
      }
    } catch (IOException closed) {
      // ends as an end of the stream does
    }
    underWay.add(new Chunk(ByteBuffer.allocate(0), System.nanoTime() + oneWay));
  }

  private void deliver(BlockingQueue<Chunk> underWay, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      for (Chunk next = underWay.take(); next.bytes().hasRemaining(); next = underWay.take()) {
        await(next.due());
        out.write(next.bytes().array());
      }
      to.shutdownOutput();
    } catch (IOException closed) {
      // both ends are told by their sockets
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException closed) {
      // so it is
    }
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void thread(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
