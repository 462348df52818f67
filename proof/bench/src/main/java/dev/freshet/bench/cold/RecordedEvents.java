package dev.freshet.bench.cold;

import dev.freshet.domain.UserId;
import dev.freshet.emulators.lambda.functions.FunctionSpec;
import dev.freshet.emulators.lambda.functions.InvokeResult;
import dev.freshet.local.system.LocalSystem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** The first event of each function that handles a few requests of one user, and their change. */
final class RecordedEvents {
  private static final List<String> VIEWS =
      List.of(
          "/dashboard",
          "/orders",
          "/profile",
          "/notifications",
          "/users/current/followers",
          "/users/current/following",
          "/users/current/card",
          "/users/current/preferences",
          "/products/tea");

  private static final List<String> CHANGES =
      List.of("/users/bob/follow", "/push/ticket", "/auth/logout");

  /** The functions on the path of a change. */
  private static final List<String> PATH =
      List.of(
          "ChangePublisher",
          "EvictionDispatcher",
          "ViewEvictor",
          "EdgeInvalidator",
          "ViewNotifier");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A function and its event. */
  record Recorded(FunctionSpec function, String event) {}

  private RecordedEvents() {}

  /**
   * Makes the requests as one of the demo's users, and waits until their change is at the edge.
   *
   * @return by the functions' names in the template
   */
  static Map<String, Recorded> of(LocalSystem system) throws IOException, InterruptedException {
    Map<String, Recorded> first = new ConcurrentHashMap<>();
    system
        .functions()
        .listen((function, event, result, _) -> {
          if (result instanceof InvokeResult.Success) {
            first.putIfAbsent(function.logicalId(), new Recorded(function, event));
          }
        });
    String token = system.token(new UserId("alice"), Duration.ofHours(12));
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String path : VIEWS) {
        send(http, request(system, token, path).GET());
      }
      for (String path : CHANGES) {
        send(http, request(system, token, path).POST(BodyPublishers.noBody()));
      }
    }
    Awaitility.await().atMost(PATIENCE).until(() -> first.keySet().containsAll(PATH));
    return new LinkedHashMap<>(first);
  }

  private static HttpRequest.Builder request(LocalSystem system, String token, String path) {
    return HttpRequest.newBuilder(system.url().resolve(path))
        .header("Authorization", "Bearer " + token)
        .header("Origin", system.url().toString())
        .header("X-Requested-With", "freshet");
  }

  private static void send(HttpClient http, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 400) {
      throw new IllegalStateException(answer.uri() + ": " + answer.body());
    }
  }
}
