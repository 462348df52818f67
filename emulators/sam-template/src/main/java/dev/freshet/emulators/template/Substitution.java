package dev.freshet.emulators.template;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Fn::Sub}: a text, or a text and its own variables. */
final class Substitution {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private final References references;
  private final String path;
  private final String text;
  private final Map<String, Node> variables;

  Substitution(References references, Node argument) {
    this.references = references;
    this.path = argument.path();
    if (argument.isList()) {
      List<Node> parts = argument.list();
      if (parts.size() != 2) {
        throw new TemplateException(path, "expected a text and its variables");
      }
      this.text = parts.getFirst().text();
      this.variables = parts.getLast().entries();
    } else {
      this.text = argument.text();
      this.variables = Map.of();
    }
  }

  String text() {
    return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
  }

  private String value(MatchResult match) {
    String name = match.group(2).strip();
    if (!match.group(1).isEmpty()) {
      return "${" + match.group(2) + "}";
    }
    Node own = variables.get(name);
    if (own != null) {
      return own.text();
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? references.ref(name, path).toString()
        : references.attribute(name.substring(0, dot), name.substring(dot + 1), path);
  }
}
