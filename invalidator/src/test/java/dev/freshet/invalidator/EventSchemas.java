package dev.freshet.invalidator;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The schemas in docs/events, which readers outside this repository go by. */
public final class EventSchemas {
  private static final Path DIRECTORY = Path.of("..", "docs", "events");

  /** Where the schemas think that they are, so that they find each other by relative reference. */
  private static final String BASE = "freshet:/events/";

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(EventSchemas::read));

  private EventSchemas() {}

  /** Fails with what is wrong if the event is not as its schema says. */
  public static void assertValid(String type, String event) {
    Schema schema = REGISTRY.getSchema(SchemaLocation.of(BASE + type + ".schema.json"));
    assertThat(
            schema.validate(
                event,
                InputFormat.JSON,
                execution ->
                    execution.executionConfig(config -> config.formatAssertionsEnabled(true))))
        .isEmpty();
  }

  private static String read(String iri) {
    try {
      return Files.readString(DIRECTORY.resolve(iri.substring(BASE.length())));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
