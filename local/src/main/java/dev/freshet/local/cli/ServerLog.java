package dev.freshet.local.cli;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Leads what the servers in this process log to where functions log: a crashed function that gives
 * its call up is a stack trace to the HTTP server, which tells a person at the screen nothing.
 */
public final class ServerLog {

  /**
   * A strong reference, because java.util.logging may discard unreferenced loggers with their
   * level.
   */
  private static final Logger HTTP_SERVER = Logger.getLogger("io.helidon");

  private ServerLog() {}

  public static void leadToFunctionOutput() {
    HTTP_SERVER.setLevel(Level.WARNING);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
