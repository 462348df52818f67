package dev.freshet.local.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends one request all the way: edge, gateway, authorizer, issuer's keys, function, Redis, table.
 * The first one loads most classes, and would run into timeouts that are made for a system that
 * runs.
 */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Readiness() {}

  /**
   * Blocks until the request is answered by a function.
   *
   * @throws IllegalStateException if that does not happen in a minute
   */
  static void await(URI address, String token) {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      while (answer.statusCode() >= 500) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the system does not answer: " + answer.body());
        }
        LockSupport.parkNanos(PAUSE.toNanos());
        answer = http.send(request, BodyHandlers.ofString());
      }
    } catch (IOException e) {
      throw new IllegalStateException("the edge does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the system starts", e);
    }
  }
}
