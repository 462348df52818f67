package dev.freshet.emulators.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The API's contract: {@code docs/openapi.yaml}. */
final class Contract {
  private final Node document;

  private Contract(Node document) {
    this.document = document;
  }

  static Contract read() {
    References none =
        new References(
            new Parameters(Map.of(), Map.of()), new NamedAfterLogicalId(), Map.of(), Set.of());
    return new Contract(
        new Node(
            "openapi",
            TemplateFile.read(Path.of("..", "docs", "openapi.yaml")),
            new Intrinsics(none, Map.of(), (name, path) -> false)));
  }

  /** As in {@code GET /orders}: those that are there. */
  Set<String> routes() {
    return routes(false);
  }

  /** Those that are agreed and not there yet. */
  Set<String> plannedRoutes() {
    return routes(true);
  }

  private Set<String> routes(boolean planned) {
    Set<String> routes = new TreeSet<>();
    document
        .get("paths")
        .entries()
        .forEach((path, methods) ->
            methods
                .entries()
                .forEach((method, operation) -> {
                  if (isPlanned(operation) == planned) {
                    routes.add(method.toUpperCase(Locale.ROOT) + " " + path);
                  }
                }));
    return routes;
  }

  private static boolean isPlanned(Node operation) {
    return operation.has("x-status") && operation.text("x-status").equals("planned");
  }

  /** The names of all parameters in {@code query}, {@code header} or {@code path}. */
  Set<String> parameters(String place) {
    Set<String> names = new TreeSet<>();
    for (Node operation : operations()) {
      for (Node parameter : operation.find("parameters").map(Node::list).orElse(List.of())) {
        Node resolved = resolved(parameter);
        if (resolved.text("in").equals(place)) {
          names.add(resolved.text("name"));
        }
      }
    }
    return names;
  }

  /** The statuses that the operations answer with. */
  Set<String> statuses() {
    Set<String> statuses = new TreeSet<>();
    operations().forEach(each -> statuses.addAll(each.get("responses").entries().keySet()));
    return statuses;
  }

  /** What stands in {@code type} of a problem. */
  List<String> problemTypes() {
    Node problem = document.get("components").get("schemas").get("Problem");
    return problem.get("properties").get("type").get("enum").texts();
  }

  private List<Node> operations() {
    List<Node> operations = new ArrayList<>();
    document
        .get("paths")
        .entries()
        .values()
        .forEach(path -> operations.addAll(path.entries().values()));
    operations.removeIf(Contract::isPlanned);
    return operations;
  }

  private Node resolved(Node node) {
    if (!node.has("$ref")) {
      return node;
    }
    Node target = document;
    for (String step : node.text("$ref").substring("#/".length()).split("/", -1)) {
      target = target.get(step);
    }
    return target;
  }
}
