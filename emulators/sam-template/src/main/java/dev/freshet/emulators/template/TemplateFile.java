package dev.freshet.emulators.template;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.util.MergeUtils;

/**
 * The template's YAML as maps, lists and scalars, with the short forms of intrinsic functions
 * written out: {@code !Sub x} is {@code {Fn::Sub: x}}. Aliases and merges are written out, too, as
 * by {@code sam package}. Functions that cannot be resolved here are refused, wherever they stand,
 * and so are nulls, as by CloudFormation.
 */
final class TemplateFile {
  /** The composer has refused already what merges anything but mappings. */
  private static final MergeUtils MERGES =
      new MergeUtils() {
        @Override
        public MappingNode asMappingNode(org.snakeyaml.engine.v2.nodes.Node node) {
          return (MappingNode) node;
        }
      };

  /** The library's 50 are meant for files of strangers. */
  private static final int MOST_ALIASES = 1_000;

  private TemplateFile() {}

  static Map<String, Object> read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return mapping(compose(reader, file), file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the template " + file, e);
    }
  }

  private static Optional<org.snakeyaml.engine.v2.nodes.Node> compose(Reader reader, Path file) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file.toString())
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();
    try {
      return new Compose(settings).composeReader(reader);
    } catch (YamlEngineException e) {
      throw new TemplateException("", "not YAML: " + e.getMessage());
    }
  }

  private static Map<String, Object> mapping(
      Optional<org.snakeyaml.engine.v2.nodes.Node> document, Path file) {
    if (document.orElse(null) instanceof MappingNode root) {
      return entries(root, "");
    }
    throw new TemplateException("", file + " is not a YAML mapping");
  }

  private static Object convert(org.snakeyaml.engine.v2.nodes.Node node, String path) {
    Optional<String> function = FunctionName.ofTag(node.getTag().getValue(), path);
    Object value =
        switch (node) {
          case MappingNode mapping -> entries(mapping, path);
          case SequenceNode sequence -> elements(sequence, path);
          case ScalarNode scalar -> function.isPresent() ? scalar.getValue() : value(scalar, path);
          default -> throw new TemplateException(path, "cannot be read: " + node.getNodeType());
        };
    return function.<Object>map(name -> Map.of(name, value)).orElse(value);
  }

  private static Map<String, Object> entries(MappingNode mapping, String path) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : MERGES.flatten(mapping)) {
      String key = ((ScalarNode) tuple.getKeyNode()).getValue();
      String place = path.isEmpty() ? key : path + "." + key;
      FunctionName.check(key, place);
      entries.put(key, convert(tuple.getValueNode(), place));
    }
    return entries;
  }

  private static List<Object> elements(SequenceNode sequence, String path) {
    List<Object> elements = new ArrayList<>();
    for (var node : sequence.getValue()) {
      elements.add(convert(node, path + "[" + elements.size() + "]"));
    }
    return elements;
  }

  private static Object value(ScalarNode scalar, String path) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      throw new TemplateException(path, "has no value");
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (tag.equals(Tag.INT)) {
      return wholeNumber(text);
    }
    return tag.equals(Tag.FLOAT) ? Double.valueOf(text) : text;
  }

  /** An account id such as 000000000001 is a text that happens to have digits only. */
  private static Object wholeNumber(String text) {
    return text.matches("0|-?[1-9][0-9]{0,17}") ? (Object) Long.valueOf(text) : text;
  }
}
