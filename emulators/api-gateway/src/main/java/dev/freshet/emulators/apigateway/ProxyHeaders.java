package dev.freshet.emulators.apigateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Header fields in order, names as they were sent and compared without case. Not thread-safe. */
final class ProxyHeaders {
  private record Field(String name, List<String> values) {}

  private final Map<String, Field> fields = new LinkedHashMap<>();

  ProxyHeaders add(String name, String value) {
    fields.computeIfAbsent(key(name), _ -> new Field(name, new ArrayList<>())).values().add(value);
    return this;
  }

  ProxyHeaders set(String name, String value) {
    fields.remove(key(name));
    return add(name, value);
  }

  boolean has(String name) {
    return fields.containsKey(key(name));
  }

  /** The last value, which is the one that API Gateway takes where it takes one. */
  Optional<String> last(String name) {
    return Optional.ofNullable(fields.get(key(name))).map(field -> field.values().getLast());
  }

  void forEach(BiConsumer<String, List<String>> action) {
    fields.values().forEach(field -> action.accept(field.name(), List.copyOf(field.values())));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
