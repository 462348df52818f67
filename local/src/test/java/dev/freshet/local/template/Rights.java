package dev.freshet.local.template;

import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each function may do, from its own policies and the managed ones of the template. */
final class Rights {
  private static final String FUNCTION = "AWS::Serverless::Function";

  private final Template template;

  Rights(Template template) {
    this.template = template;
  }

  /** An allowed action, and where. */
  record Right(String action, String resource) implements Comparable<Right> {
    @Override
    public int compareTo(Right other) {
      return (resource + " " + action).compareTo(other.resource + " " + other.action);
    }
  }

  Set<Right> of(String function) {
    return template
        .get(function)
        .properties()
        .find("Policies")
        .map(Node::list)
        .orElse(List.of())
        .stream()
        .flatMap(this::statements)
        .flatMap(Rights::rights)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Functions with the same rights, in one row each: functions, actions, resources. */
  String table() {
    Map<Set<Right>, List<String>> functions =
        template.ofType(FUNCTION).stream()
            .map(Resource::logicalId)
            .collect(Collectors.groupingBy(this::of, LinkedHashMap::new, Collectors.toList()));
    return functions.entrySet().stream()
        .map(entry -> row(entry.getValue(), entry.getKey()))
        .collect(Collectors.joining("", "| functions | may |\n|---|---|\n", ""));
  }

  private static String row(List<String> functions, Set<Right> rights) {
    Map<String, List<String>> byResource =
        rights.stream()
            .collect(
                Collectors.groupingBy(
                    Right::resource,
                    LinkedHashMap::new,
                    Collectors.mapping(Right::action, Collectors.toList())));
    String may =
        byResource.entrySet().stream()
            .map(entry -> String.join(", ", entry.getValue()) + " on " + entry.getKey())
            .collect(Collectors.joining("; "));
    return "| " + String.join(", ", functions) + " | " + (may.isEmpty() ? "nothing" : may) + " |\n";
  }

  private Stream<Node> statements(Node policy) {
    Node document =
        policy.isMapping()
            ? policy
            : template
                .get(policy.text().substring(policy.text().lastIndexOf(':') + 1))
                .properties()
                .get("PolicyDocument");
    return document.get("Statement").list().stream();
  }

  private static Stream<Right> rights(Node statement) {
    String condition = statement.find("Condition").map(each -> " if " + each.plain()).orElse("");
    return texts(statement.get("Action")).stream()
        .flatMap(action ->
            texts(statement.get("Resource")).stream()
                .map(resource -> new Right(action, shortened(resource) + condition)));
  }

  /** The logical id where the template refers to a resource, the end of the ARN elsewhere. */
  private static String shortened(String resource) {
    return resource
        .replaceFirst("^arn:aws:[a-z0-9-]*:[a-z0-9-]*:\\d*:", "")
        .replaceAll("(att|ref):AWS::[A-Za-z0-9]+::[A-Za-z0-9]+:(\\w+)", "$2")
        .replaceAll(":Arn(:live)?", "");
  }

  private static List<String> texts(Node node) {
    return node.isList() ? node.texts() : List.of(node.text());
  }
}
