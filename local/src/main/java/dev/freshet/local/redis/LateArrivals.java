package dev.freshet.local.redis;

import dev.freshet.emulators.lambda.functions.DelayedRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was held back to Redis, on a connection of its own, and drops the replies. What
 * cannot be brought is lost. Thread-safe.
 */
final class LateArrivals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LateArrivals.class);

  private final InetSocketAddress redis;
  private final Gate gate;
  private final DelayedRuns later = new DelayedRuns("late for redis");

  LateArrivals(InetSocketAddress redis, Gate gate) {
    this.redis = redis;
    this.gate = gate;
  }

  /** Sends the commands after this time, with what was added to them by then. */
  void expect(ByteArrayOutputStream commands, Duration by) {
    later.run(by, () -> send(commands));
  }

  void run(Duration after, Runnable work) {
    later.run(after, work);
  }

  @Override
  public void close() {
    later.close();
  }

  private void send(ByteArrayOutputStream commands) {
    try (Socket socket = new Socket()) {
      gate.pass();
      socket.connect(redis);
      OutputStream out = socket.getOutputStream();
      out.write(commands.toByteArray());
      socket.shutdownOutput();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.atInfo().setCause(e).log("a late eviction did not reach redis");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
