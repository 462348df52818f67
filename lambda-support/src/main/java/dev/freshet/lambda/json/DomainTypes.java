package dev.freshet.lambda.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import dev.freshet.domain.CacheTag;
import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.Owner;
import dev.freshet.domain.PersonName;
import dev.freshet.domain.Preferences;
import dev.freshet.domain.ProductDescription;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.ProductName;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values of the domain, and instants, as plain strings, by mix-ins: the domain itself knows no
 * JSON.
 */
final class DomainTypes {
  private static final Set<Class<?>> WITH_A_VALUE =
      Set.of(
          CacheTag.class,
          EmailAddress.class,
          PersonName.class,
          ProductDescription.class,
          ProductId.class,
          ProductName.class,
          Ulid.class,
          UserId.class,
          ViewName.class);

  /** The description of a valid value, for problem messages. */
  private static final Map<Class<?>, String> EXPECTED =
      Map.of(
          EmailAddress.class, "an e-mail address of at most 254 characters",
          PersonName.class, "1 to 100 visible characters",
          Preferences.Theme.class, "one of system, light, dark",
          ProductDescription.class, "at most 4000 visible characters, in lines that end in U+000A",
          ProductId.class, "1 to 64 letters, digits, - and _",
          ProductName.class, "1 to 200 visible characters",
          Ulid.class, "a ULID",
          UserId.class, "the id of a user");

  private DomainTypes() {}

  /** Completes "must be" for a type that clients send; empty for any other. */
  static Optional<String> expected(Class<?> type) {
    return Optional.ofNullable(EXPECTED.get(type));
  }

  static void addTo(JsonMapper.Builder mapper) {
    WITH_A_VALUE.forEach(type -> mapper.addMixIn(type, ByValue.class));
    mapper.addMixIn(Owner.class, ByText.class);
    mapper.addMixIn(Preferences.Theme.class, ByName.class);
    mapper.addMixIn(Instant.class, ByMillis.class);
  }

  /** Whether a string stands for values of this type. */
  static boolean isString(Class<?> type) {
    return WITH_A_VALUE.contains(type)
        || type == Owner.class
        || type == Preferences.Theme.class
        || type == Instant.class;
  }

  private abstract static class ByValue {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    @SuppressWarnings("UnusedVariable") // Jackson finds the constructor by its parameter
    ByValue(String value) {}

    @JsonValue
    abstract String value();
  }

  private abstract static class ByText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Owner parse(String text) {
      return Owner.parse(text);
    }

    @JsonValue
    abstract String text();
  }

  private abstract static class ByName {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Preferences.Theme of(String text) {
      return Preferences.Theme.of(text);
    }

    @JsonValue
    abstract String text();
  }

  @JsonSerialize(using = Millis.class)
  private abstract static class ByMillis {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Instant parse(CharSequence text) {
      return Instant.parse(text);
    }
  }

  /** Always three digits, so that texts sort as the instants do. */
  private static final class Millis extends ToStringSerializerBase {
    private static final long serialVersionUID = 1L;

    private static final DateTimeFormatter THREE_DIGITS =
        new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    Millis() {
      super(Instant.class);
    }

    @Override
    public String valueToString(Object instant) {
      return THREE_DIGITS.format((Instant) instant);
    }
  }
}
