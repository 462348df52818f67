package dev.freshet.invalidator;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
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
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(event, LambdaJson.class.getClassLoader())
        .toJson(result, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
