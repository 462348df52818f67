package dev.freshet.emulators.lambda.functions;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Constructs handlers with an environment and a clock of their own. */
public final class Handlers {
  private static final Class<?>[] ENVIRONMENT_AND_CLOCK = {Map.class, InstantSource.class};

  private Handlers() {}

  /**
   * Calls the handler's constructor, which may be private. It takes the environment and a clock, or
   * one parameter whose type has a static {@code of(environment, clock)}, or no parameter.
   *
   * @throws Exception the constructor's exception, or the lack of a constructor
   */
  public static <T> T create(Class<T> type, Map<String, String> environment, InstantSource clock)
      throws Exception {
    try {
      return construct(type, environment, clock);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case Exception cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  @SuppressWarnings("unchecked") // the constructors of a Class<T> make a T
  private static <T> T construct(
      Class<T> type, Map<String, String> environment, InstantSource clock)
      throws ReflectiveOperationException {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      constructor.setAccessible(true);
      if (Arrays.equals(parameters, ENVIRONMENT_AND_CLOCK)) {
        return (T) constructor.newInstance(environment, clock);
      }
      Optional<Method> factory = parameters.length == 1 ? factory(parameters[0]) : Optional.empty();
      if (factory.isPresent()) {
        return (T) constructor.newInstance(factory.get().invoke(null, environment, clock));
      }
    }
    Constructor<T> plain = type.getDeclaredConstructor();
    plain.setAccessible(true);
    return plain.newInstance();
  }

  private static Optional<Method> factory(Class<?> type) {
    Optional<Method> factory =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.getName().equals("of"))
            .filter(method -> Arrays.equals(method.getParameterTypes(), ENVIRONMENT_AND_CLOCK))
            .findFirst();
    factory.ifPresent(method -> method.setAccessible(true));
    return factory;
  }
}
