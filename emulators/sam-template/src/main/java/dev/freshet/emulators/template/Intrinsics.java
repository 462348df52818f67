package dev.freshet.emulators.template;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Evaluates the intrinsic functions that yield values. */
final class Intrinsics {
  /** What {@code AWS::NoValue} refers to: the property is as if it were not written. */
  static final Object NO_VALUE =
      new Object() {
        @Override
        public String toString() {
          return "AWS::NoValue";
        }
      };

  private final References references;
  private final Map<String, Object> mappings;
  private final BiPredicate<String, String> conditions;

  /**
   * @param conditions whether the condition of this name, named at this path, holds
   */
  Intrinsics(
      References references, Map<String, Object> mappings, BiPredicate<String, String> conditions) {
    this.references = references;
    this.mappings = mappings;
    this.conditions = conditions;
  }

  /** The value itself, or what the function that it calls yields. */
  Object resolve(Object value, String path) {
    Object resolved = IntrinsicCall.in(value).map(call -> evaluate(call, path)).orElse(value);
    return resolved instanceof String text ? references.secretsIn(text, path) : resolved;
  }

  private Object evaluate(IntrinsicCall call, String path) {
    Node argument = new Node(path + "." + call.function(), call.argument(), this);
    return switch (call.function()) {
      case "Ref" -> references.ref(argument.text(), path);
      case "Fn::Base64" -> base64(argument.text());
      case "Fn::FindInMap" -> findInMap(argument, path);
      case "Fn::GetAZs" -> zones(argument.text());
      case "Fn::GetAtt" -> attribute(argument);
      case "Fn::If" -> choose(call.argument(), argument.path());
      case "Fn::Join" -> join(argument);
      case "Fn::Select" -> select(argument);
      case "Fn::Split" -> split(argument);
      case "Fn::Sub" -> new Substitution(references, argument).text();
      default -> throw new TemplateException(path, call.function() + " is not a value");
    };
  }

  private Object choose(Object argument, String path) {
    if (argument instanceof List<?> parts && parts.size() == 3) {
      int chosen = conditions.test(parts.getFirst().toString(), path) ? 1 : 2;
      return resolve(parts.get(chosen), path + "[" + chosen + "]");
    }
    throw new TemplateException(path, "expected [condition, value, value], found " + argument);
  }

  private String attribute(Node argument) {
    List<String> parts =
        argument.isList() ? argument.texts() : List.of(argument.text().split("\\.", 2));
    if (parts.size() != 2) {
      throw new TemplateException(argument.path(), "expected resource.attribute, found " + parts);
    }
    return references.attribute(parts.getFirst(), parts.getLast(), argument.path());
  }

  private static String join(Node argument) {
    List<Node> parts = parts(argument, 2);
    return String.join(parts.getFirst().text(), parts.getLast().texts());
  }

  private static List<String> split(Node argument) {
    List<Node> parts = parts(argument, 2);
    return List.of(
        Pattern.compile(parts.getFirst().text(), Pattern.LITERAL)
            .split(parts.getLast().text(), -1));
  }

  private static Object select(Node argument) {
    List<Node> parts = parts(argument, 2);
    List<Node> choices = parts.getLast().list();
    int index = parts.getFirst().integer();
    if (index < 0 || index >= choices.size()) {
      throw new TemplateException(argument.path(), "no element " + index + " in " + choices.size());
    }
    return choices.get(index).plain();
  }

  private Object findInMap(Node argument, String path) {
    Node found = new Node("Mappings", mappings, this);
    for (Node key : parts(argument, 3)) {
      Node level = found;
      found =
          level
              .find(key.text())
              .orElseThrow(
                  () -> new TemplateException(path, "nothing at " + level + "." + key.text()));
    }
    return found.plain();
  }

  private List<String> zones(String region) {
    String named = region.isEmpty() ? (String) references.ref("AWS::Region", "") : region;
    return List.of(named + "a", named + "b", named + "c");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Node> parts(Node argument, int count) {
    List<Node> parts = argument.list();
    if (parts.size() != count) {
      throw new TemplateException(
          argument.path(), "expected " + count + " elements, found " + parts.size());
    }
    return parts;
  }
}
