package dev.freshet.bench.latency;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers each read as DynamoDB Local answered the same read before, so that the processor time of
 * DynamoDB Local is in no measurement. For tables that do not change. Thread-safe.
 */
final class RecordedTable implements AutoCloseable {
  private static final String TARGET = "X-Amz-Target";
  private static final String TYPE = "Content-Type";

  private final URI table;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Read, byte[]> answers = new ConcurrentHashMap<>();

  /** An operation of DynamoDB with its input as JSON. */
  private record Read(String target, String input) {
    Read {
      if (!target.endsWith("Query") && !target.endsWith("GetItem")) {
        throw new IllegalArgumentException(target + " is no read that can be recorded");
      }
    }
  }

  private RecordedTable(URI table) throws IOException {
    this.table = table;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  static RecordedTable of(URI table) throws IOException {
    return new RecordedTable(table);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getRequestHeaders();
      Read read =
          new Read(
              headers.getFirst(TARGET),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] answer = answers.get(read);
      if (answer == null) {
        answer = asked(read, headers);
        answers.put(read, answer);
      }
      exchange.getResponseHeaders().set(TYPE, headers.getFirst(TYPE));
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private byte[] asked(Read read, Headers headers) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(table)
            .header(TARGET, read.target())
            .header(TYPE, headers.getFirst(TYPE))
            .header("Authorization", headers.getFirst("Authorization"))
            .header("X-Amz-Date", headers.getFirst("X-Amz-Date"))
            .POST(BodyPublishers.ofString(read.input()))
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IOException(read.target() + " answered " + response.statusCode());
      }
      return response.body();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    client.close();
  }
}
