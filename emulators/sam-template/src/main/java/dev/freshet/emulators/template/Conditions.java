package dev.freshet.emulators.template;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code Conditions} section: And, Or, Not, Equals, and one condition named by another. */
final class Conditions {
  private final Map<String, Object> declared;
  private final Intrinsics intrinsics;

  Conditions(Map<String, Object> declared, Intrinsics intrinsics) {
    this.declared = declared;
    this.intrinsics = intrinsics;
  }

  /**
   * @param path where the condition is named
   */
  boolean holds(String name, String path) {
    return named(name, path, new HashSet<>());
  }

  private boolean named(String name, String path, Set<String> asked) {
    Object expression = declared.get(name);
    if (expression == null) {
      throw new TemplateException(path, "unknown condition " + name);
    }
    if (!asked.add(name)) {
      throw new TemplateException(path, "condition " + name + " depends on itself");
    }
    boolean holds = evaluate(expression, "Conditions." + name, asked);
    asked.remove(name);
    return holds;
  }

  private boolean evaluate(Object expression, String path, Set<String> asked) {
    if (!(expression instanceof Map<?, ?> mapping) || mapping.size() != 1) {
      throw new TemplateException(path, "expected a condition, found " + expression);
    }
    String function = (String) mapping.keySet().iterator().next();
    Object argument = mapping.values().iterator().next();
    String place = path + "." + function;
    return switch (function) {
      case "Condition" -> named(argument.toString(), place, asked);
      case "Fn::Equals" -> equal(operands(argument, place, 2), place);
      case "Fn::Not" -> !evaluate(operands(argument, place, 1).getFirst(), place, asked);
      case "Fn::And" ->
          operands(argument, place).stream().allMatch(each -> evaluate(each, place, asked));
      case "Fn::Or" ->
          operands(argument, place).stream().anyMatch(each -> evaluate(each, place, asked));
      default -> throw new TemplateException(path, function + " is not a condition");
    };
  }

  private boolean equal(List<?> operands, String path) {
    return text(operands.getFirst(), path).equals(text(operands.getLast(), path));
  }

  private String text(Object operand, String path) {
    return new Node(path, operand, intrinsics).text();
  }

  private static List<?> operands(Object argument, String path, int count) {
    List<?> operands = operands(argument, path);
    if (operands.size() != count) {
      throw new TemplateException(path, "expected " + count + " operands, found " + argument);
    }
    return operands;
  }

  private static List<?> operands(Object argument, String path) {
    if (argument instanceof List<?> operands) {
      return operands;
    }
    throw new TemplateException(path, "expected a list, found " + argument);
  }
}
