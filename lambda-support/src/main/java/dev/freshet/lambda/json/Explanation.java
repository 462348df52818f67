package dev.freshet.lambda.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says in our own words why Jackson refused a text: its messages name classes and repeat values.
 */
final class Explanation {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Explanation() {}

  static UnreadableJsonException of(JsonProcessingException refused) {
    if (refused instanceof JsonMappingException mapping) {
      String path = path(mapping);
      return mapping.getCause() instanceof InvalidFieldException invalid
          ? new UnreadableJsonException(
              join(path, invalid.component()), "must be " + invalid.expected(), refused)
          : new UnreadableJsonException(path, explain(mapping), refused);
    }
    return new UnreadableJsonException("", malformed(refused), refused);
  }

  private static String explain(JsonMappingException mapping) {
    return switch (mapping) {
      case UnrecognizedPropertyException _ -> "is not a field that is known here";
      case InvalidNullException _ -> "must not be null";
      case ValueInstantiationException value
          when DomainTypes.isString(value.getType().getRawClass()) ->
          "must be " + form(value.getType().getRawClass(), true);
      case InvalidFormatException format -> "must be " + form(format.getTargetType(), true);
      case MismatchedInputException mismatch when missing(mismatch) -> "is missing";
      case MismatchedInputException mismatch -> "must be " + form(mismatch.getTargetType(), false);
      default -> explainCause(mapping);
    };
  }

  private static String explainCause(JsonMappingException mapping) {
    return switch (mapping.getCause()) {
      case InputCoercionException number -> "must be " + form(number.getTargetType(), false);
      case JsonParseException _ -> malformed(mapping);
      case null, default -> "is not valid";
    };
  }

  /** Jackson has no exception of its own for this; its path names the absent property. */
  private static boolean missing(MismatchedInputException mismatch) {
    return mismatch.getOriginalMessage().startsWith("Missing required creator property");
  }

  private static String malformed(JsonProcessingException refused) {
    String message = refused.getOriginalMessage();
    if (message.startsWith("Duplicate")) {
      return "must not have a field twice";
    }
    var where = refused.getLocation();
    return where == null
        ? "must be JSON"
        : "must be JSON: malformed at line "
            + where.getLineNr()
            + ", column "
            + where.getColumnNr();
  }

  private static String form(@Nullable Class<?> type, boolean text) {
    if (type == null) {
      return "of another type";
    }
    if (type.isEnum() && !DomainTypes.isString(type)) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(Object::toString)
              .collect(Collectors.joining(", "));
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    if (type == String.class) {
      return "a string";
    }
    if (text) {
      return DomainTypes.expected(type).orElseGet(() -> "a well-formed " + type.getSimpleName());
    }
    return DomainTypes.isString(type) ? "a string" : "an object";
  }

  private static String path(JsonMappingException mapping) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : mapping.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(shown(step.getFieldName()));
      }
    }
    return path.toString();
  }

  /** A field that a client made up may be of any length and of any characters. */
  private static String shown(String field) {
    return PLAIN.matcher(field).matches() ? field : "?";
  }

  private static String join(String path, String component) {
    return path.isEmpty() ? component : path + "." + component;
  }
}
