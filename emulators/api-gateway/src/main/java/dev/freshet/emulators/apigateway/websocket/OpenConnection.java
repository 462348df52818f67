package dev.freshet.emulators.apigateway.websocket;

import io.helidon.websocket.WsSession;
import java.time.Instant;

/** A connection that the client and the backend may write to at once. Thread-safe. */
final class OpenConnection {
  private final String id;
  private final Upgrade upgrade;
  private final WsSession session;
  private Instant lastActiveAt;
  private boolean ended;

  /**
   * What is known of the client since the upgrade request.
   *
   * @param at when it came
   */
  record Upgrade(Instant at, String sourceIp, String userAgent) {}

  OpenConnection(String id, Upgrade upgrade, WsSession session) {
    this.id = id;
    this.upgrade = upgrade;
    this.session = session;
    this.lastActiveAt = upgrade.at();
  }

  String id() {
    return id;
  }

  Upgrade upgrade() {
    return upgrade;
  }

  synchronized Instant lastActiveAt() {
    return lastActiveAt;
  }

  synchronized void received(Instant at) {
    lastActiveAt = at;
  }

  /** Sends a text; false if the connection has ended. */
  synchronized boolean send(String text, Instant at) {
    if (ended) {
      return false;
    }
    session.send(text, true);
    lastActiveAt = at;
    return true;
  }

  /** Closes it from this side; false if it has ended already. */
  synchronized boolean close(int code, String reason) {
    if (ended) {
      return false;
    }
    ended = true;
    session.close(code, reason);
    return true;
  }

  /** The client has closed it; false if it has ended already. */
  synchronized boolean end() {
    boolean now = !ended;
    ended = true;
    return now;
  }
}
