package dev.freshet.emulators.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The template's parameters: what was given, else the default. */
final class Parameters {
  private final Map<String, Object> values = new TreeMap<>();

  Parameters(Map<String, Object> declared, Map<String, String> given) {
    given.keySet().stream()
        .filter(name -> !declared.containsKey(name))
        .findFirst()
        .ifPresent(name -> {
          throw new TemplateException("Parameters." + name, "given, but not in the template");
        });
    declared.forEach((name, declaration) ->
        values.put(name, value(name, (Map<?, ?>) declaration, given.get(name))));
  }

  Optional<Object> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Map<String, Object> all() {
    return Map.copyOf(values);
  }

  private static Object value(String name, Map<?, ?> declaration, @Nullable String given) {
    String path = "Parameters." + name;
    Object chosen = given == null ? declaration.get("Default") : given;
    if (chosen == null) {
      throw new TemplateException(path, "has no default and was not given");
    }
    String text = chosen.toString();
    checkAllowed(path, declaration, text);
    String type = String.valueOf(declaration.get("Type"));
    return switch (type) {
      case "String" -> text;
      case "Number" -> number(path, text);
      case "CommaDelimitedList" -> List.of(text.split("\\s*,\\s*", -1));
      default -> throw new TemplateException(path + ".Type", type + " cannot be resolved here");
    };
  }

  private static void checkAllowed(String path, Map<?, ?> declaration, String text) {
    if (declaration.get("AllowedValues") instanceof List<?> allowed
        && allowed.stream().noneMatch(value -> value.toString().equals(text))) {
      throw new TemplateException(path, "'" + text + "' is none of " + allowed);
    }
    if (declaration.get("AllowedPattern") instanceof String pattern && !text.matches(pattern)) {
      throw new TemplateException(path, "'" + text + "' does not match " + pattern);
    }
  }

  private static String number(String path, String text) {
    try {
      Double.parseDouble(text);
      return text;
    } catch (NumberFormatException e) {
      throw new TemplateException(path, "'" + text + "' is not a number");
    }
  }
}
