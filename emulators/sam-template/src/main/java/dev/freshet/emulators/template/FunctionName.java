package dev.freshet.emulators.template;

import java.util.Optional;
import java.util.Set;

/**
 * Which intrinsic functions a template may use here, in the short form of YAML and in the long one.
 */
final class FunctionName {
  private static final Set<String> KNOWN =
      Set.of(
          "Ref",
          "Condition",
          "Fn::And",
          "Fn::Base64",
          "Fn::Equals",
          "Fn::FindInMap",
          "Fn::GetAZs",
          "Fn::GetAtt",
          "Fn::If",
          "Fn::Join",
          "Fn::Not",
          "Fn::Or",
          "Fn::Select",
          "Fn::Split",
          "Fn::Sub");

  private FunctionName() {}

  /** The long form that a YAML tag stands for; empty for YAML's own tags. */
  static Optional<String> ofTag(String tag, String path) {
    if (!tag.startsWith("!")) {
      return Optional.empty();
    }
    String shortName = tag.substring(1);
    boolean bare = shortName.equals("Ref") || shortName.equals("Condition");
    String name = bare ? shortName : "Fn::" + shortName;
    check(name, path);
    return Optional.of(name);
  }

  /** Refuses a key that is a function's name but none that can be resolved here. */
  static void check(String key, String path) {
    if (key.equals("Fn::ImportValue")) {
      throw new TemplateException(path, "Fn::ImportValue reads another stack, which is not here");
    }
    if (key.startsWith("Fn::") && !KNOWN.contains(key)) {
      throw new TemplateException(path, "unknown intrinsic function " + key);
    }
  }
}
