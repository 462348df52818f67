package dev.freshet.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The API's contract: {@code docs/openapi.yaml}. */
final class Contract {
  /** Each operation has some; the library allows 50. */
  private static final int MOST_ALIASES = 1000;

  private final JsonNode document;

  private Contract(JsonNode document) {
    this.document = document;
  }

  static Contract read() {
    try {
      Object document =
          new Load(
                  LoadSettings.builder()
                      .setSchema(new CoreSchema())
                      .setMaxAliasesForCollections(MOST_ALIASES)
                      .build())
              .loadFromString(Files.readString(Path.of("..", "docs", "openapi.yaml")));
      return new Contract(new ObjectMapper().valueToTree(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As in {@code GET /orders}. */
  Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    routes.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return routes;
  }

  /** The names of all parameters in {@code query}, {@code header} or {@code path}. */
  Set<String> parameters(String place) {
    Set<String> names = new TreeSet<>();
    for (JsonNode operation : operations()) {
      for (JsonNode parameter : operation.path("parameters")) {
        JsonNode resolved = resolved(parameter);
        if (resolved.path("in").asText().equals(place)) {
          names.add(resolved.path("name").asText());
        }
      }
    }
    return names;
  }

  /** The statuses that the operations answer with. */
  Set<String> statuses() {
    Set<String> statuses = new TreeSet<>();
    operations()
        .forEach(each -> each.path("responses").fieldNames().forEachRemaining(statuses::add));
    return statuses;
  }

  /** What stands in {@code type} of a problem. */
  List<String> problemTypes() {
    List<String> types = new ArrayList<>();
    document
        .at("/components/schemas/Problem/properties/type/enum")
        .forEach(type -> types.add(type.asText()));
    return types;
  }

  private List<JsonNode> operations() {
    List<JsonNode> operations = new ArrayList<>();
    document.path("paths").forEach(path -> path.forEach(operations::add));
    return operations;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }
}
