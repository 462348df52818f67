package dev.freshet.emulators.lambda.functions;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what a handler holds and what ends with its process on Lambda: clients of services, their
 * connections and threads. Here the process goes on, so the emulator closes them.
 */
final class Belongings {

  private Belongings() {}

  /**
   * All that can be closed and is reached from the handler by fields of instances: the handler
   * first. What such a part holds in turn is its own to close. The JDK's objects are left alone:
   * standard output is one of them.
   *
   * @param lent to the handler, and so not its own
   */
  static List<AutoCloseable> of(Object handler, Object lent) {
    List<AutoCloseable> found = new ArrayList<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    seen.add(lent);
    Deque<Object> next = new ArrayDeque<>(List.of(handler));
    while (!next.isEmpty()) {
      Object each = next.poll();
      if (!seen.add(each)) {
        continue;
      }
      boolean closeable = each instanceof AutoCloseable && !isOfJdk(each.getClass());
      if (closeable) {
        found.add((AutoCloseable) each);
      }
      if (!closeable || each.equals(handler)) {
        parts(each).filter(Objects::nonNull).forEach(next::add);
      }
    }
    return found;
  }

  private static Stream<?> parts(Object whole) {
    return switch (whole) {
      case Collection<?> many -> many.stream();
      case Map<?, ?> map -> map.values().stream();
      case Optional<?> one -> one.stream();
      case Object[] array -> Arrays.stream(array);
      default -> fields(whole).stream();
    };
  }

  private static List<Object> fields(Object object) {
    List<Object> values = new ArrayList<>();
    for (Class<?> type = object.getClass(); !isOfJdk(type); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          value(field, object).ifPresent(values::add);
        }
      }
    }
    return values;
  }

  private static boolean isOfJdk(Class<?> type) {
    return type.getModule().isNamed();
  }

  private static Optional<Object> value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return Optional.ofNullable(field.get(object));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }
}
