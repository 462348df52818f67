package dev.freshet.lambda.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The events with which Lambda invokes functions, and their answers. With the runtime's own mapper
 * of these classes, a cold start takes longer, and needs Joda-Time.
 */
public final class InvocationJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private InvocationJson() {}

  public static <E> E read(InputStream in, Class<E> event) throws IOException {
    return MAPPER.readValue(in, event);
  }

  public static void write(Object answer, OutputStream out) throws IOException {
    MAPPER.writeValue(out, answer);
  }
}
