package dev.freshet.invalidator;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Reads and writes handlers' inputs and outputs as Lambda's Java runtime does. */
public final class LambdaJson {
  private LambdaJson() {}

  /** One of aws-lambda-java-events' types. */
  public static <T> T read(String json, Class<T> event) {
    return LambdaEventSerializers.serializerFor(event, LambdaJson.class.getClassLoader())
        .fromJson(json);
  }

  public static <T> String write(T result, Class<T> event) {
    return write(
        LambdaEventSerializers.serializerFor(event, LambdaJson.class.getClassLoader()), result);
  }

  /** Of any other type, as declared by the handler. */
  public static String write(Object result, Type declared) {
    return write(JacksonFactory.getInstance().getSerializer(declared), result);
  }

  private static <T> String write(PojoSerializer<T> serializer, T result) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    serializer.toJson(result, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
