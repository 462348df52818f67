package dev.freshet.lambda.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.freshet.domain.CacheTag;
import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.Owner;
import dev.freshet.domain.PersonName;
import dev.freshet.domain.Preferences;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of the domain as plain strings. */
final class DomainModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /** Always three digits, so that texts sort as the instants do. */
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  /** What a client is told that such a value must be. */
  private static final Map<Class<?>, String> EXPECTED =
      Map.of(
          EmailAddress.class, "an e-mail address of at most 254 characters",
          PersonName.class, "1 to 100 visible characters",
          Preferences.Theme.class, "one of system, light, dark",
          ProductId.class, "1 to 64 letters, digits, - and _",
          Ulid.class, "a ULID",
          UserId.class, "the id of a user");

  /** Completes "must be" for a type of the domain; empty for any other. */
  static Optional<String> expected(Class<?> type) {
    return Optional.ofNullable(EXPECTED.get(type));
  }

  DomainModule() {
    super("freshet-domain");
    plain(CacheTag.class, CacheTag::new, CacheTag::value);
    plain(PersonName.class, PersonName::new, PersonName::value);
    plain(Preferences.Theme.class, Preferences.Theme::of, Preferences.Theme::text);
    plain(EmailAddress.class, EmailAddress::new, EmailAddress::value);
    plain(Owner.class, Owner::parse, Owner::text);
    plain(ProductId.class, ProductId::new, ProductId::value);
    plain(Ulid.class, Ulid::new, Ulid::value);
    plain(UserId.class, UserId::new, UserId::value);
    plain(ViewName.class, ViewName::new, ViewName::value);
    plain(Instant.class, DomainModule::instant, MILLIS::format);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException malformed) {
      throw new IllegalArgumentException("an instant must be ISO-8601 in UTC", malformed);
    }
  }

  private <T> void plain(Class<T> type, Function<String, T> read, Function<T, String> write) {
    addSerializer(type, new PlainWriter<>(type, write));
    addDeserializer(type, new PlainReader<>(type, read));
  }

  private static final class PlainWriter<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<T, String> text;

    PlainWriter(Class<T> type, Function<T, String> text) {
      super(type);
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(text.apply(value));
    }
  }

  private static final class PlainReader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> parse;

    PlainReader(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public @Nullable T deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      if (!in.hasToken(JsonToken.VALUE_STRING)) {
        return handledType().cast(context.handleUnexpectedToken(String.class, in));
      }
      try {
        return parse.apply(in.getText());
      } catch (IllegalArgumentException refused) {
        return handledType()
            .cast(context.handleWeirdStringValue(handledType(), in.getText(), "refused"));
      }
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<T> handledType() {
      return (Class<T>) super.handledType();
    }
  }
}
