package dev.freshet.emulators.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in the template: a mapping, a list or a scalar. Intrinsic functions are resolved when the
 * place is read, so an unused reference need not be resolvable. A value that is {@code
 * AWS::NoValue} is absent. Scalars convert as CloudFormation converts them: {@code "2"} is a number
 * where a number is asked for. Every failure is a {@link TemplateException} that names the place.
 * Thread-safe if the {@link PhysicalValues} are.
 */
public final class Node {
  private final String path;
  private final Object raw;
  private final Intrinsics intrinsics;

  Node(String path, Object raw, Intrinsics intrinsics) {
    this.path = path;
    this.raw = raw;
    this.intrinsics = intrinsics;
  }

  /** Where this is, as in {@code Resources.PurgeQueue.Properties.DelaySeconds}. */
  public String path() {
    return path;
  }

  /** The value under a key of this mapping. */
  public Node get(String key) {
    return find(key).orElseThrow(() -> new TemplateException(path + "." + key, "missing"));
  }

  /** The value under a key of this mapping, or empty if the key is absent. */
  public Optional<Node> find(String key) {
    return Optional.ofNullable(mapping().get(key))
        .map(value -> child("." + key, value))
        .filter(Node::isPresent);
  }

  public boolean has(String key) {
    return find(key).isPresent();
  }

  /** The entries of this mapping, in the order of the template. */
  public Map<String, Node> entries() {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (Object each : mapping().keySet()) {
      String key = each.toString();
      find(key).ifPresent(node -> entries.put(key, node));
    }
    return entries;
  }

  /** The elements of this list. */
  public List<Node> list() {
    if (!(value() instanceof List<?> elements)) {
      throw expected("a list");
    }
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      Node element = child("[" + i + "]", elements.get(i));
      if (element.isPresent()) {
        nodes.add(element);
      }
    }
    return nodes;
  }

  /** The elements of this list, each a scalar. */
  public List<String> texts() {
    return list().stream().map(Node::text).toList();
  }

  public boolean isMapping() {
    return value() instanceof Map;
  }

  public boolean isList() {
    return value() instanceof List;
  }

  /** This scalar as text; a number or boolean as it would be written. */
  public String text() {
    Object value = value();
    if (value instanceof Map || value instanceof List) {
      throw expected("a text");
    }
    return value.toString();
  }

  /** This scalar as a whole number. */
  public int integer() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException e) {
      throw expected("a whole number");
    }
  }

  /** This scalar as {@code true} or {@code false}. */
  public boolean bool() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw expected("true or false");
    };
  }

  public String text(String key) {
    return get(key).text();
  }

  public String text(String key, String otherwise) {
    return find(key).map(Node::text).orElse(otherwise);
  }

  public int integer(String key) {
    return get(key).integer();
  }

  public int integer(String key, int otherwise) {
    return find(key).map(Node::integer).orElse(otherwise);
  }

  public boolean bool(String key, boolean otherwise) {
    return find(key).map(Node::bool).orElse(otherwise);
  }

  /**
   * All of this as maps, lists, strings, longs, doubles and booleans: what a JSON library writes as
   * the JSON that CloudFormation would pass on, such as an event pattern.
   */
  public Object plain() {
    Object value = value();
    if (value instanceof Map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      entries().forEach((key, node) -> plain.put(key, node.plain()));
      return plain;
    }
    return value instanceof List ? list().stream().map(Node::plain).toList() : value;
  }

  @Override
  public String toString() {
    return path;
  }

  private boolean isPresent() {
    return !Intrinsics.NO_VALUE.equals(value());
  }

  private Object value() {
    return intrinsics.resolve(raw, path);
  }

  private Map<?, ?> mapping() {
    if (value() instanceof Map<?, ?> mapping) {
      return mapping;
    }
    throw expected("a mapping");
  }

  private Node child(String step, Object value) {
    return new Node(path + step, value, intrinsics);
  }

  private TemplateException expected(String kind) {
    return new TemplateException(path, "expected " + kind + ", found " + value());
  }
}
