package dev.freshet.lambda.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.freshet.domain.EdgeCopy;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code {"state":"none"}}, {@code {"state":"alive","until":…}} or {@code {"state":"unknown"}}. */
record EdgeCopyJson(State state, @Nullable Instant until) {

  enum State {
    none,
    alive,
    unknown
  }

  static EdgeCopyJson of(EdgeCopy copy) {
    return switch (copy) {
      case EdgeCopy.None() -> new EdgeCopyJson(State.none, null);
      case EdgeCopy.AliveUntil(Instant until) -> new EdgeCopyJson(State.alive, until);
      case EdgeCopy.Unknown() -> new EdgeCopyJson(State.unknown, null);
    };
  }

  EdgeCopy copy() {
    return switch (state) {
      case none -> new EdgeCopy.None();
      case alive -> new EdgeCopy.AliveUntil(requireUntil());
      case unknown -> new EdgeCopy.Unknown();
    };
  }

  private Instant requireUntil() {
    if (until == null) {
      throw new InvalidFieldException("until", "present where state is alive");
    }
    return until;
  }

  static final class Writer extends StdSerializer<EdgeCopy> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(EdgeCopy.class);
    }

    @Override
    public void serialize(EdgeCopy value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(of(value), out);
    }
  }

  static final class Reader extends StdDeserializer<EdgeCopy> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(EdgeCopy.class);
    }

    @Override
    public EdgeCopy deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        return context.readValue(in, EdgeCopyJson.class).copy();
      } catch (InvalidFieldException refused) {
        throw context.instantiationException(EdgeCopy.class, refused);
      }
    }
  }
}
