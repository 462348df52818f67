package dev.freshet.e2e.scenario;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.freshet.e2e.fixture.ApiContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A body, and the same body with one field changed: at, below and above each bound of its schema.
 */
final class BodyVariants {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JSON.getNodeFactory();
  private static final Pattern NUMBER = Pattern.compile("(?<![A-F0-9u])\\d{1,5}(?![A-F0-9])");

  /** Characters between two letters, which only some fields accept. */
  private static final List<String> WITHIN =
      List.of(
          "\u0000",
          "\n",
          "\t",
          " ",
          "\u00a0",
          "\u200b",
          "\u202e",
          "\u3000",
          "\ufe0f",
          "\u2800",
          "\u00e9",
          "\u6c34",
          "\ud83c\udf75",
          "%",
          "/",
          "\"",
          "\\",
          "@",
          ":",
          "-",
          "_",
          ".",
          "+",
          "~");

  /** A body and the field that differs from a valid one. */
  record Variant(String field, JsonNode body) {}

  private final ApiContract contract;
  private final JsonNode good;
  private final List<Variant> variants = new ArrayList<>();

  private BodyVariants(ApiContract contract, JsonNode good) {
    this.contract = contract;
    this.good = good;
  }

  /** All variants of a valid body. */
  static List<Variant> of(ApiContract contract, String schema, JsonNode good) {
    BodyVariants all = new BodyVariants(contract, good);
    all.fields(contract.schema(schema), JsonPointer.empty(), "");
    return all.variants;
  }

  private void fields(JsonNode schema, JsonPointer at, String prefix) {
    schema
        .path("properties")
        .properties()
        .forEach(property ->
            field(
                contract.resolved(property.getValue()),
                at.appendProperty(property.getKey()),
                prefix + property.getKey()));
    add(at, prefix + "unknown", parent -> ((ObjectNode) parent).put("unknown", 1));
  }

  private void field(JsonNode schema, JsonPointer at, String name) {
    change(at, name, parent -> parent.remove(property(at)));
    put(at, name, NullNode.getInstance(), NODES.objectNode(), BooleanNode.TRUE, IntNode.valueOf(7));
    put(at, name, TextNode.valueOf(""), TextNode.valueOf(" "), NODES.arrayNode());
    switch (schema.path("type").asText()) {
      case "string" -> text(schema, at, name);
      case "integer" -> number(schema, at, name);
      case "array" -> array(schema, at, name);
      default ->
          schema
              .path("enum")
              .forEach(value -> {
                put(
                    at,
                    name,
                    value,
                    TextNode.valueOf(value.asText().toUpperCase(java.util.Locale.ROOT)));
              });
    }
  }

  private void text(JsonNode schema, JsonPointer at, String name) {
    String value = good.at(at).asText();
    for (String within : WITHIN) {
      put(at, name, TextNode.valueOf(value.charAt(0) + within + value.substring(1)));
    }
    for (int length : lengths(schema)) {
      String longer = value.length() < length ? value + "x".repeat(length - value.length()) : value;
      put(at, name, TextNode.valueOf(longer.substring(0, length)));
    }
  }

  private void number(JsonNode schema, JsonPointer at, String name) {
    long least = schema.path("minimum").asLong();
    long most = schema.path("maximum").asLong();
    for (long number : new long[] {least - 1, least, most, most + 1, Long.MAX_VALUE}) {
      put(at, name, NODES.numberNode(number));
    }
    put(at, name, NODES.numberNode(1.5));
  }

  private void array(JsonNode schema, JsonPointer at, String name) {
    JsonNode item = good.at(at).path(0);
    int most = schema.path("maxItems").asInt();
    put(at, name, filled(item, most), filled(item, most + 1));
    fields(contract.resolved(schema.path("items")), at.appendIndex(0), name + "[0].");
  }

  private static ArrayNode filled(JsonNode item, int size) {
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < size; i++) {
      array.add(item);
    }
    return array;
  }

  /** Lengths around each number in the schema; a pattern may count from the second character on. */
  private static Set<Integer> lengths(JsonNode schema) {
    Set<Integer> lengths = new TreeSet<>();
    NUMBER
        .matcher(schema.path("maxLength") + " " + schema.path("pattern").asText())
        .results()
        .map(found -> Integer.parseInt(found.group()))
        .filter(number -> number > 0)
        .forEach(number -> lengths.addAll(List.of(number - 1, number, number + 1, number + 2)));
    return lengths;
  }

  private void put(JsonPointer at, String name, JsonNode... values) {
    for (JsonNode value : values) {
      change(at, name, parent -> parent.set(property(at), value));
    }
  }

  private void change(JsonPointer at, String name, Consumer<ObjectNode> change) {
    add(at.head(), name, parent -> change.accept((ObjectNode) parent));
  }

  private void add(JsonPointer at, String name, Consumer<JsonNode> change) {
    JsonNode body = good.deepCopy();
    change.accept(body.at(at));
    variants.add(new Variant(name, body));
  }

  private static String property(JsonPointer at) {
    return at.last().getMatchingProperty();
  }
}
