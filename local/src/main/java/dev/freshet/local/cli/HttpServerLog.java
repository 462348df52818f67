package dev.freshet.local.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** The HTTP server's log, which tells a person at the screen nothing. */
final class HttpServerLog {

  /** Held here, as java.util.logging forgets the level of a logger that nobody holds. */
  private static final Logger LOG = Logger.getLogger("io.helidon");

  private HttpServerLog() {}

  static void quieten() {
    LOG.setLevel(Level.WARNING);
  }
}
