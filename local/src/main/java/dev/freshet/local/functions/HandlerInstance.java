package dev.freshet.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One instance of a handler class, as one execution environment holds. One event at a time. */
final class HandlerInstance {
  private final RequestStreamHandler handler;

  private HandlerInstance(RequestStreamHandler handler) {
    this.handler = handler;
  }

  /**
   * Makes an instance as a cold start does: by the constructor that takes the environment, or by
   * the one without parameters where there is none.
   *
   * @throws Exception what the constructor threw, or why there is none to call
   */
  static HandlerInstance create(String handlerClass, Map<String, String> environment)
      throws Exception {
    Object handler = newInstance(Class.forName(handlerClass), environment);
    if (handler instanceof RequestStreamHandler stream) {
      return new HandlerInstance(stream);
    }
    if (handler instanceof RequestHandler<?, ?> request) {
      return new HandlerInstance(typed(request));
    }
    throw new IllegalArgumentException(
        "Class does not implement an appropriate handler interface: " + handlerClass);
  }

  /**
   * Handles one event.
   *
   * @throws Exception what the handler threw
   */
  String handle(String event, Context context) throws Exception {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
    handler.handleRequest(new ByteArrayInputStream(bytes), answer, context);
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static Object newInstance(Class<?> type, Map<String, String> environment)
      throws Exception {
    try {
      return construct(type, environment);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case Exception cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  private static Object construct(Class<?> type, Map<String, String> environment)
      throws ReflectiveOperationException {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0].equals(Map.class)) {
        constructor.setAccessible(true);
        return constructor.newInstance(environment);
      }
    }
    Constructor<?> plain = type.getDeclaredConstructor();
    plain.setAccessible(true);
    return plain.newInstance();
  }

  @SuppressWarnings("unchecked")
  private static RequestStreamHandler typed(RequestHandler<?, ?> handler) {
    HandlerTypes types = HandlerTypes.of(handler.getClass());
    PojoSerializer<Object> input = Serializers.of(types.input());
    PojoSerializer<Object> output = Serializers.of(types.output());
    RequestHandler<Object, Object> untyped = (RequestHandler<Object, Object>) handler;
    return (event, answer, context) -> {
      Object result = untyped.handleRequest(input.fromJson(event), context);
      write(result, output, answer);
    };
  }

  private static void write(
      @org.jspecify.annotations.Nullable Object result,
      PojoSerializer<Object> serializer,
      java.io.OutputStream answer)
      throws IOException {
    if (result == null) {
      answer.write("null".getBytes(StandardCharsets.UTF_8));
    } else {
      serializer.toJson(result, answer);
    }
  }
}
