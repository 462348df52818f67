package dev.freshet.emulators.lambda.functions;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event and result types that a handler class declares by {@code RequestHandler<I, O>}, found
 * as Lambda's Java runtime finds them: through superclasses and interfaces too.
 */
record HandlerTypes(Type input, Type output) {

  /**
   * Finds a handler's types.
   *
   * @throws IllegalArgumentException if the class does not say them concretely
   */
  static HandlerTypes of(Class<?> handler) {
    HandlerTypes found = search(handler, Map.of());
    if (found == null) {
      throw new IllegalArgumentException(
          "Class %s does not implement RequestHandler with concrete type parameters"
              .formatted(handler.getName()));
    }
    return found;
  }

  private static @Nullable HandlerTypes search(Type type, Map<TypeVariable<?>, Type> bound) {
    Class<?> raw = raw(type);
    Map<TypeVariable<?>, Type> known = new HashMap<>(bound);
    if (type instanceof ParameterizedType parameterized) {
      TypeVariable<?>[] variables = raw.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        known.put(variables[i], resolve(parameterized.getActualTypeArguments()[i], bound));
      }
    }
    return raw.equals(RequestHandler.class) ? types(raw, known) : searchParents(raw, known);
  }

  private static @Nullable HandlerTypes searchParents(
      Class<?> raw, Map<TypeVariable<?>, Type> known) {
    for (Type parent : raw.getGenericInterfaces()) {
      HandlerTypes found = search(parent, known);
      if (found != null) {
        return found;
      }
    }
    Type superclass = raw.getGenericSuperclass();
    return superclass == null ? null : search(superclass, known);
  }

  private static @Nullable HandlerTypes types(Class<?> raw, Map<TypeVariable<?>, Type> known) {
    Type input = known.get(raw.getTypeParameters()[0]);
    Type output = known.get(raw.getTypeParameters()[1]);
    return input == null
            || output == null
            || input instanceof TypeVariable<?>
            || output instanceof TypeVariable<?>
        ? null
        : new HandlerTypes(input, output);
  }

  private static Type resolve(Type argument, Map<TypeVariable<?>, Type> bound) {
    return argument instanceof TypeVariable<?> variable
        ? bound.getOrDefault(variable, variable)
        : argument;
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }
}
