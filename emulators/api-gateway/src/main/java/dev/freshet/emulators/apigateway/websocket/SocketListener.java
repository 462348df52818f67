package dev.freshet.emulators.apigateway.websocket;

import dev.freshet.emulators.apigateway.websocket.OpenConnection.Upgrade;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.websocket.WsCloseCodes;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One connection, from its upgrade request to its end. The server calls it by one thread. */
final class SocketListener implements WsListener {
  private final Supplier<Connections> all;
  private final String id = newId();
  private final StringBuilder message = new StringBuilder();
  private @Nullable Upgrade upgrade;
  private @Nullable OpenConnection connection;

  SocketListener(Supplier<Connections> all) {
    this.all = all;
  }

  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
    Connections connections = all.get();
    if (!prologue.uriPath().path().equals("/" + connections.api().stage())) {
      throw refusal(403);
    }
    String agent = headers.first(HeaderNames.USER_AGENT).orElse("");
    Upgrade now =
        new Upgrade(connections.now(), InetAddress.getLoopbackAddress().getHostAddress(), agent);
    upgrade = now;
    int status = connect(connections, now, prologue, headers);
    if (status / 100 != 2) {
      throw refusal(status);
    }
    return Optional.empty();
  }

  private int connect(
      Connections connections, Upgrade now, HttpPrologue prologue, Headers headers) {
    try {
      return connections.run(
          "$connect", connections.events().connect(id, now, headers, prologue.query()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 500;
    }
  }

  private static RequestException refusal(int status) {
    return RequestException.builder()
        .type(EventType.FORBIDDEN)
        .status(Status.create(status))
        .message("Forbidden")
        .build();
  }

  @Override
  public void onOpen(WsSession session) {
    connection = new OpenConnection(id, Objects.requireNonNull(upgrade), session);
    all.get().add(connection);
  }

  @Override
  public void onMessage(WsSession session, String text, boolean last) {
    message.append(text);
    int bytes = message.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > WebSocketSettings.LARGEST_MESSAGE) {
      all.get().close(opened(), WsCloseCodes.TOO_BIG, "Message too big");
    } else if (last) {
      String whole = message.toString();
      message.setLength(0);
      try {
        all.get().message(opened(), whole);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void onMessage(WsSession session, BufferData data, boolean last) {
    all.get().close(opened(), WsCloseCodes.CANNOT_ACCEPT, "Binary messages are not imitated");
  }

  @Override
  public void onClose(WsSession session, int status, String reason) {
    all.get().ended(opened());
  }

  @Override
  public void onError(WsSession session, Throwable failure) {
    if (connection != null) {
      all.get().ended(connection);
    }
  }

  private OpenConnection opened() {
    return Objects.requireNonNull(connection, "not opened");
  }

  /** As API Gateway's: Base64 of some bytes, so that it has to be encoded in a path. */
  private static String newId() {
    byte[] random = new byte[11];
    ThreadLocalRandom.current().nextBytes(random);
    return Base64.getUrlEncoder().encodeToString(random);
  }
}
