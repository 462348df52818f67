package dev.freshet.bench.cold;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * The Lambda Runtime API for one process and one event: hands the event out once, and keeps the
 * times at which the process asked for it and answered. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime/";

  /** The deadline of the event, later than any function's timeout. */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final HttpServer server;
  private final InstantSource clock;
  private final byte[] event;
  private final String functionArn;
  private final Runnable beforeRestore;

  /** System.nanoTime() of the process's first request for an event. */
  final CompletableFuture<Long> asked = new CompletableFuture<>();

  /** System.nanoTime() of the process's restore; without a snapshot never. */
  final CompletableFuture<Long> restored = new CompletableFuture<>();

  /** System.nanoTime() of its answer; fails if it answered with an error. */
  final CompletableFuture<Long> answered = new CompletableFuture<>();

  private RuntimeApi(
      HttpServer server,
      InstantSource clock,
      String event,
      String functionArn,
      Runnable beforeRestore) {
    this.server = server;
    this.clock = clock;
    this.event = event.getBytes(StandardCharsets.UTF_8);
    this.functionArn = functionArn;
    this.beforeRestore = beforeRestore;
  }

  /**
   * Starts the server.
   *
   * @param beforeRestore runs between the snapshot and its restore
   */
  static RuntimeApi start(
      InstantSource clock, String event, String functionArn, Runnable beforeRestore) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      RuntimeApi api =
          new RuntimeApi(HttpServer.create(address, 0), clock, event, functionArn, beforeRestore);
      api.server.createContext("/", api::handle);
      api.server.setExecutor(
          Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory()));
      api.server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As in AWS_LAMBDA_RUNTIME_API. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.equals(VERSION + "invocation/next")) {
        next(exchange, now);
      } else if (path.equals(VERSION + "restore/next")) {
        restore(exchange);
      } else if (path.endsWith("/response")) {
        accept(exchange);
        answered.complete(now);
      } else {
        accept(exchange);
        fail(path, body);
      }
    }
  }

  /** Answers once; later requests wait until the process ends. */
  private void next(HttpExchange exchange, long now) throws IOException {
    asked.complete(now);
    if (answered.isDone()) {
      return; // closes the connection: there are no more events
    }
    exchange
        .getResponseHeaders()
        .set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
    exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Deadline-Ms",
            Long.toString(clock.instant().plus(DEADLINE).toEpochMilli()));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private void restore(HttpExchange exchange) throws IOException {
    beforeRestore.run();
    restored.complete(System.nanoTime());
    exchange.sendResponseHeaders(200, -1);
  }

  private static void accept(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(202, -1);
  }

  private void fail(String path, byte[] body) {
    IllegalStateException failure =
        new IllegalStateException(path + ": " + new String(body, StandardCharsets.UTF_8));
    asked.completeExceptionally(failure);
    restored.completeExceptionally(failure);
    answered.completeExceptionally(failure);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
