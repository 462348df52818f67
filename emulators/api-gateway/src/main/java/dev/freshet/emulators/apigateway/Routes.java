package dev.freshet.emulators.apigateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the resource and method of a request. Of several resources that fit, the one with literal
 * segments wins over parameters, and these over greedy ones.
 */
final class Routes {
  private final List<RouteSpec> routes;
  private final List<String> resources;

  Routes(List<RouteSpec> routes) {
    this.routes = List.copyOf(routes);
    Set<String> paths = new LinkedHashSet<>();
    routes.forEach(route -> paths.add(route.path()));
    this.resources = List.copyOf(paths);
  }

  /** A resource and the decoded values of its path parameters. */
  record Resource(String path, Map<String, String> parameters) {}

  /** The resource of a raw path; empty if there is none. */
  Optional<Resource> resource(String path) {
    @Nullable Resource best = null;
    for (String candidate : resources) {
      Optional<Map<String, String>> parameters = match(segments(candidate), segments(path));
      if (parameters.isPresent()
          && (best == null || rank(candidate).compareTo(rank(best.path())) < 0)) {
        best = new Resource(candidate, parameters.get());
      }
    }
    return Optional.ofNullable(best);
  }

  /** The route of a method of a resource; one for any method is the second choice. */
  Optional<RouteSpec> route(Resource resource, String method) {
    return named(resource, method).or(() -> named(resource, "ANY"));
  }

  /** The methods of a resource with OPTIONS, in order, as SAM lists them for preflights. */
  String methods(Resource resource) {
    Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
    for (RouteSpec route : routes) {
      if (route.path().equals(resource.path())) {
        methods.addAll(
            route.method().equals("ANY")
                ? Set.of("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
                : Set.of(route.method()));
      }
    }
    return String.join(",", methods);
  }

  private Optional<RouteSpec> named(Resource resource, String method) {
    return routes.stream()
        .filter(route -> route.path().equals(resource.path()) && route.method().equals(method))
        .findFirst();
  }

  private static Optional<Map<String, String>> match(List<String> resource, List<String> path) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < resource.size(); i++) {
      String segment = resource.get(i);
      if (i >= path.size()) {
        return Optional.empty();
      }
      if (isGreedy(segment)) {
        String rest = String.join("/", path.subList(i, path.size()));
        parameters.put(segment.substring(1, segment.length() - 2), decode(rest));
        return Optional.of(parameters);
      }
      if (isParameter(segment) && !path.get(i).isEmpty()) {
        parameters.put(segment.substring(1, segment.length() - 1), decode(path.get(i)));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return resource.size() == path.size() ? Optional.of(parameters) : Optional.empty();
  }

  /** Sorts before what it wins over. */
  private static String rank(String path) {
    StringBuilder rank = new StringBuilder();
    segments(path).forEach(s -> rank.append(isGreedy(s) ? '2' : isParameter(s) ? '1' : '0'));
    return rank.toString();
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
    segments.removeFirst();
    return segments;
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static boolean isGreedy(String segment) {
    return segment.startsWith("{") && segment.endsWith("+}");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
