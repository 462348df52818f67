package dev.freshet.gateway.product;

import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.HeaderNames;
import dev.freshet.lambda.http.ProxiedCaller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request to the API behind the proxy.
 *
 * @param path with its query
 * @param headers without the key, so that they may be logged
 */
record ProductCall(String method, String path, Map<String, String> headers, Optional<String> body) {
  private static final List<String> HANDED_ON =
      List.of(HeaderNames.IF_MATCH, HeaderNames.IF_NONE_MATCH);

  /** On behalf of a caller, with those of the caller's query parameters. */
  static ProductCall of(ApiRequest request, String method, String path, String... parameters) {
    Map<String, String> headers = new TreeMap<>(ProxiedCaller.headers(request.caller()));
    headers.put(HeaderNames.CORRELATION_ID, request.correlationId());
    HANDED_ON.forEach(name -> request.header(name).ifPresent(value -> headers.put(name, value)));
    return new ProductCall(
        method, path + query(request, List.of(parameters)), headers, Optional.empty());
  }

  ProductCall withBody(String json) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(HeaderNames.CONTENT_TYPE, "application/json");
    return new ProductCall(method, path, more, Optional.of(json));
  }

  /** The same, answered with a body even if the caller has it. */
  ProductCall unconditional() {
    Map<String, String> fewer = new TreeMap<>(headers);
    fewer.remove(HeaderNames.IF_NONE_MATCH);
    return new ProductCall(method, path, fewer, body);
  }

  /** Whether it may be sent twice: a second change may meet what the first one has made. */
  boolean repeatable() {
    return method.equals("GET");
  }

  private static String query(ApiRequest request, List<String> names) {
    String query =
        names.stream()
            .flatMap(name -> request.query(name).map(value -> name + "=" + encoded(value)).stream())
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
