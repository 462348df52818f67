package dev.freshet.invalidator;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.util.MergeUtils;

/**
 * The template as it is written: maps, lists and texts; {@code !Ref X} is the text "!Ref X".
 * Aliases and merges are written out.
 */
public final class TemplateYaml {
  private static final Path FILE = Path.of("..", "template.yaml");
  private static final int MOST_ALIASES = 1_000;
  private static final MergeUtils MERGES =
      new MergeUtils() {
        @Override
        public MappingNode asMappingNode(Node node) {
          return (MappingNode) node;
        }
      };

  private TemplateYaml() {}

  /** What stands there, such as {@code at("Resources", "PurgeQueue", "Properties")}. */
  public static Map<?, ?> at(String... keys) {
    Object place = read();
    for (String key : keys) {
      if (!(place instanceof Map<?, ?> map) || !map.containsKey(key)) {
        throw new IllegalArgumentException(String.join(".", keys) + " is not in the template");
      }
      place = map.get(key);
    }
    if (place instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(String.join(".", keys) + " is no mapping");
  }

  /** What stands there, be it a map, a list or a text. */
  public static Object value(Map<?, ?> properties, String key) {
    return Objects.requireNonNull(properties.get(key), () -> key + " is not in the template");
  }

  /** The maps of a list that stands there. */
  public static List<Map<?, ?>> maps(Map<?, ?> properties, String key) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (value(properties, key) instanceof List<?> list) {
      list.forEach(each -> maps.add((Map<?, ?>) each));
    }
    return maps;
  }

  /** A whole number. */
  public static int number(Map<?, ?> properties, String key) {
    return Integer.parseInt(value(properties, key).toString());
  }

  private static Object read() {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();
    try (Reader reader = Files.newBufferedReader(FILE)) {
      return convert(new Compose(settings).composeReader(reader).orElseThrow());
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static Object convert(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        Map<String, Object> entries = new LinkedHashMap<>();
        MERGES
            .flatten(mapping)
            .forEach(entry ->
                entries.put(
                    ((ScalarNode) entry.getKeyNode()).getValue(), convert(entry.getValueNode())));
        yield entries;
      }
      case SequenceNode sequence -> {
        List<Object> elements = new ArrayList<>();
        sequence.getValue().forEach(element -> elements.add(convert(element)));
        yield elements;
      }
      case ScalarNode scalar -> {
        String tag = scalar.getTag().getValue();
        yield tag.startsWith("!") ? tag + " " + scalar.getValue() : scalar.getValue();
      }
      default -> throw new IllegalArgumentException("unexpected " + node.getNodeType());
    };
  }
}
