package dev.freshet.local.system;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, to be stopped in reverse order, each once; a part that fails to stop does
 * not keep the others from it. Thread-safe.
 */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Adds what was started last, and returns it. */
  synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  // AutoCloseable declares no narrower one.
  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.atWarn()
          .addKeyValue("part", part.getClass().getSimpleName())
          .setCause(e)
          .log("could not be stopped");
    }
  }
}
