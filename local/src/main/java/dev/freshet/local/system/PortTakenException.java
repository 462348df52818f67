package dev.freshet.local.system;

/** Another process listens on the port that the system was to have. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int port;

  PortTakenException(int port) {
    super("port " + port + " is taken");
    this.port = port;
  }

  public int port() {
    return port;
  }
}
