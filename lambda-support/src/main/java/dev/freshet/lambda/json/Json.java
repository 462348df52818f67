package dev.freshet.lambda.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.freshet.domain.Event;
import java.util.List;

/**
 * The one JSON form of what is on the bus, in requests and in answers: records by their components,
 * instants as ISO-8601 with milliseconds, ids and names as plain strings, absent instead of null. A
 * component that is not {@code @Nullable} must be there. Thread-safe.
 */
public final class Json {
  private static final ObjectMapper MAPPER = mapper();

  private Json() {}

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("no JSON form of " + value.getClass(), impossible);
    }
  }

  /**
   * Reads what a program wrote; fields that it has and we do not know are skipped.
   *
   * @throws UnreadableJsonException if it is not of that form
   */
  public static <T> T read(String json, Class<T> type) {
    return read(MAPPER.readerFor(type), json);
  }

  /**
   * Reads events of ours that travel together.
   *
   * @throws UnreadableJsonException if they are not of that form or have another schema version
   */
  public static <T> List<Event<T>> readEvents(String json, Class<T> data) {
    Envelope<Event<T>> envelope = read(MAPPER.readerFor(envelopeOf(data)), json);
    return checked(envelope, "");
  }

  /**
   * Reads events of ours out of the envelope in which the bus delivers them.
   *
   * @throws UnreadableJsonException if they are not of that form or have another schema version
   */
  public static <T> List<Event<T>> readDelivered(String json, Class<T> data) {
    JavaType type =
        MAPPER.getTypeFactory().constructParametricType(Delivered.class, envelopeOf(data));
    Delivered<Envelope<Event<T>>> delivered = read(MAPPER.readerFor(type), json);
    return checked(delivered.detail(), "detail.");
  }

  /** The used parts of EventBridge's envelope. */
  private record Delivered<E>(E detail) {}

  private record Envelope<E>(List<E> events) {}

  private static JavaType envelopeOf(Class<?> data) {
    JavaType event = MAPPER.getTypeFactory().constructParametricType(Event.class, data);
    return MAPPER.getTypeFactory().constructParametricType(Envelope.class, event);
  }

  private static <T> List<Event<T>> checked(Envelope<Event<T>> envelope, String path) {
    List<Event<T>> events = envelope.events();
    for (int i = 0; i < events.size(); i++) {
      if (!events.get(i).metadata().version().equals(Event.VERSION)) {
        throw new UnreadableJsonException(
            path + "events[" + i + "].metadata.version",
            "must be " + Event.VERSION,
            new IllegalArgumentException());
      }
    }
    return events;
  }

  /**
   * Reads what a client sent: fields that we do not know and fields given twice are refused as
   * well.
   *
   * @throws UnreadableJsonException naming the field at fault
   */
  public static <T> T readBody(String json, Class<T> type) {
    return read(
        MAPPER
            .readerFor(type)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION),
        json);
  }

  /** The reader knows the type, which its signature does not say. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T read(ObjectReader reader, String json) {
    try {
      T value = reader.readValue(json);
      if (value == null) {
        throw new UnreadableJsonException("", "must not be null", new IllegalArgumentException());
      }
      return value;
    } catch (JsonProcessingException refused) {
      throw Explanation.of(refused);
    }
  }

  private static ObjectMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .annotationIntrospector(new NullnessIntrospector())
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    DomainTypes.addTo(builder);
    JsonMapper mapper = builder.build();
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }
}
