package dev.freshet.emulators.lambda.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of a handler class, as one execution environment holds. One event at a time. */
final class HandlerInstance {
  private static final Logger LOG = LoggerFactory.getLogger(HandlerInstance.class);

  private final Object handler;
  private final InstantSource clock;
  private final RequestStreamHandler entry;

  private HandlerInstance(Object handler, InstantSource clock, RequestStreamHandler entry) {
    this.handler = handler;
    this.clock = clock;
    this.entry = entry;
  }

  /**
   * Creates an instance like a cold start.
   *
   * @throws Exception the constructor's exception, or the lack of a constructor
   */
  static HandlerInstance create(
      String handlerClass, Map<String, String> environment, InstantSource clock) throws Exception {
    Object handler = Handlers.create(Class.forName(handlerClass), environment, clock);
    if (handler instanceof RequestStreamHandler stream) {
      return new HandlerInstance(handler, clock, stream);
    }
    if (handler instanceof RequestHandler<?, ?> request) {
      return new HandlerInstance(handler, clock, typed(request));
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
    entry.handleRequest(new ByteArrayInputStream(bytes), answer, context);
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** Closes what the handler holds. On Lambda its process ends; here the process goes on. */
  void close() {
    Belongings.of(handler, clock).forEach(this::close);
  }

  // AutoCloseable declares no narrower one.
  private void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.atWarn()
          .addKeyValue("handler", handler.getClass().getName())
          .addKeyValue("part", part.getClass().getName())
          .setCause(e)
          .log("did not close");
    }
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
