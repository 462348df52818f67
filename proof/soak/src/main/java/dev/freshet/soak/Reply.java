package dev.freshet.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An answer of the edge.
 *
 * @param request method, path and edge location, for diagnosis
 */
record Reply(String request, HttpResponse<String> response, long receivedAt) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_BODY = 1_500;
  private static final List<String> TELLING =
      List.of("X-Cache", "Age", "X-View-Source", "X-Loaded-At", "ETag", "Cache-Control", "Via");

  int status() {
    return response.statusCode();
  }

  /** The header's value, or an empty text. */
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  String body() {
    return response.body();
  }

  /** The body as JSON; a missing node if it is not JSON. */
  JsonNode json() {
    try {
      return JSON.readTree(body());
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  @Override
  public String toString() {
    String headers =
        TELLING.stream()
            .filter(name -> !header(name).isEmpty())
            .map(name -> name + ": " + header(name))
            .collect(Collectors.joining(", "));
    String body = body().length() > LONGEST_BODY ? body().substring(0, LONGEST_BODY) : body();
    return "%s answered %d at %s [%s] %s"
        .formatted(request, status(), SoakClock.text(receivedAt), headers, body);
  }
}
