package dev.freshet.emulators.apigateway.websocket;

import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.InvokeResult;
import dev.freshet.emulators.lambda.functions.Json;
import io.helidon.websocket.WsCloseCodes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections of one API, and what its routes do. Thread-safe. */
final class Connections {
  private final WebSocketSpec api;
  private final Functions functions;
  private final SocketEvents events;
  private final InstantSource clock;
  private final Map<String, OpenConnection> open = new ConcurrentHashMap<>();

  Connections(WebSocketSpec api, String region, Functions functions, InstantSource clock) {
    this.api = api;
    this.functions = functions;
    this.events = new SocketEvents(api, region);
    this.clock = clock;
  }

  WebSocketSpec api() {
    return api;
  }

  SocketEvents events() {
    return events;
  }

  Instant now() {
    return clock.instant();
  }

  Optional<OpenConnection> find(String id) {
    return Optional.ofNullable(open.get(id));
  }

  /**
   * Runs a route's integration.
   *
   * @return the status of its answer: 200 of a mock and of no route, 502 if the function failed
   * @throws InterruptedException if the caller is interrupted
   */
  int run(String route, String event) throws InterruptedException {
    Optional<String> function = api.routes().getOrDefault(route, Optional.empty());
    if (function.isEmpty()) {
      return 200;
    }
    return switch (functions.invoke(function.get(), event)) {
      case InvokeResult.Success success ->
          Json.parseOrText(success.payload()).path("statusCode").asInt(502);
      case InvokeResult.FunctionError _ -> 502;
      case InvokeResult.Throttled _ -> 429;
    };
  }

  void add(OpenConnection connection) {
    open.put(connection.id(), connection);
  }

  /** Routes a message by the field that the API's selection names. */
  void message(OpenConnection connection, String text) throws InterruptedException {
    connection.received(now());
    String named = Json.parseOrText(text).path(api.selection()).asText();
    String route = api.routes().containsKey(named) ? named : "$default";
    if (!api.routes().containsKey(route)) {
      connection.send(
          Json.object().put("message", "Forbidden").put("connectionId", connection.id()).toString(),
          now());
      return;
    }
    run(route, events.message(route, connection.id(), connection.upgrade(), text, now()));
  }

  /** Closes a connection from this side. */
  void close(OpenConnection connection, int code, String reason) {
    if (connection.close(code, reason)) {
      forget(connection);
    }
  }

  /** The client has closed its connection. */
  void ended(OpenConnection connection) {
    if (connection.end()) {
      forget(connection);
    }
  }

  /** After the connection is closed, as on AWS; no one waits for it. */
  private void forget(OpenConnection connection) {
    open.remove(connection.id());
    String event = events.disconnect(connection.id(), connection.upgrade(), now());
    Thread.ofPlatform().daemon().name("$disconnect").start(() -> disconnect(event));
  }

  private void disconnect(String event) {
    try {
      run("$disconnect", event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes what was idle or open for too long. */
  void closeOverdue(WebSocketSettings settings) {
    Instant now = now();
    for (OpenConnection each : List.copyOf(open.values())) {
      Duration idle = Duration.between(each.lastActiveAt(), now);
      Duration age = Duration.between(each.upgrade().at(), now);
      if (idle.compareTo(settings.idle()) >= 0 || age.compareTo(settings.longest()) >= 0) {
        close(each, WsCloseCodes.GOING_AWAY, "Going away");
      }
    }
  }
}
