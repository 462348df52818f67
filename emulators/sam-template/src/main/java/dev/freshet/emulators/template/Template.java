package dev.freshet.emulators.template;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A SAM template with its parameters applied. Resources whose condition is false are absent,
 * globals are merged into what they apply to.
 */
public final class Template {
  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final Map<String, Node> outputs = new LinkedHashMap<>();
  private final Parameters parameters;

  private Template(Map<String, Object> document, Parameters parameters, PhysicalValues values) {
    this.parameters = parameters;
    Map<String, String> types = new LinkedHashMap<>();
    Set<String> absent = new HashSet<>();
    References references =
        new References(parameters, values, types, absent, this::alias, this::stage);
    Map<String, Object> mappings = section(document, "Mappings");
    Conditions conditions =
        new Conditions(
            section(document, "Conditions"),
            new Intrinsics(references, mappings, Template::noChoiceInConditions));
    Intrinsics intrinsics = new Intrinsics(references, mappings, conditions::holds);
    Globals globals = new Globals(section(document, "Globals"));
    Map<String, Map<String, Object>> present =
        present(section(document, "Resources"), "Resources.", conditions, absent);
    present.forEach((id, resource) -> types.put(id, type(id, resource)));
    present.forEach(
        (id, resource) -> resources.put(id, resource(id, resource, globals, intrinsics)));
    present(section(document, "Outputs"), "Outputs.", conditions, new HashSet<>())
        .forEach((name, output) -> outputs.put(name, output(name, output, intrinsics)));
  }

  /**
   * Reads a template with the given parameters.
   *
   * @param parameters values for the template's parameters; those left out take their defaults
   * @param values what references to resources resolve to
   * @throws TemplateException if the file is not a template, or uses a function that is unknown
   *     here
   */
  public static Template read(Path file, Map<String, String> parameters, PhysicalValues values) {
    Map<String, Object> document = TemplateFile.read(file);
    return new Template(
        document, new Parameters(section(document, "Parameters"), parameters), values);
  }

  /** Every resource, in the order of the template. */
  public List<Resource> resources() {
    return List.copyOf(resources.values());
  }

  /** The resources of a type, such as {@code AWS::SQS::Queue}, in the order of the template. */
  public List<Resource> ofType(String type) {
    return resources.values().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** The resource of this name; empty if there is none, or if its condition is false. */
  public Optional<Resource> find(String logicalId) {
    return Optional.ofNullable(resources.get(logicalId));
  }

  public Resource get(String logicalId) {
    return find(logicalId)
        .orElseThrow(() -> new TemplateException("Resources." + logicalId, "missing"));
  }

  /** The values of the outputs whose conditions hold. */
  public Map<String, Node> outputs() {
    return new LinkedHashMap<>(outputs);
  }

  /** The parameters' values, as texts; those of lists are lists of texts. */
  public Map<String, Object> parameters() {
    return parameters.all();
  }

  private String stage(String api) {
    return get(api).properties().text("StageName");
  }

  private String alias(String function) {
    return get(function).properties().text("AutoPublishAlias");
  }

  private static boolean noChoiceInConditions(String name, String path) {
    throw new TemplateException(path, "Fn::If is not a condition");
  }

  private static Map<String, Map<String, Object>> present(
      Map<String, Object> section, String prefix, Conditions conditions, Set<String> absent) {
    Map<String, Map<String, Object>> present = new LinkedHashMap<>();
    section.forEach((name, value) -> {
      Map<String, Object> entry = mapping(value, prefix + name);
      Object condition = entry.get("Condition");
      if (condition == null
          || conditions.holds(condition.toString(), prefix + name + ".Condition")) {
        present.put(name, entry);
      } else {
        absent.add(name);
      }
    });
    return present;
  }

  private static String type(String id, Map<String, Object> resource) {
    if (resource.get("Type") instanceof String type) {
      return type;
    }
    throw new TemplateException("Resources." + id + ".Type", "missing");
  }

  private static Resource resource(
      String id, Map<String, Object> resource, Globals globals, Intrinsics intrinsics) {
    String type = type(id, resource);
    Object properties = globals.mergedInto(type, resource.getOrDefault("Properties", Map.of()));
    String path = "Resources." + id + ".Properties";
    return new Resource(id, type, new Node(path, properties, intrinsics));
  }

  private static Node output(String name, Map<String, Object> output, Intrinsics intrinsics) {
    Object value = output.get("Value");
    if (value == null) {
      throw new TemplateException("Outputs." + name + ".Value", "missing");
    }
    return new Node("Outputs." + name + ".Value", value, intrinsics);
  }

  private static Map<String, Object> section(Map<String, Object> document, String name) {
    return mapping(document.getOrDefault(name, Map.of()), name);
  }

  private static Map<String, Object> mapping(Object value, String path) {
    if (!(value instanceof Map<?, ?> mapping)) {
      throw new TemplateException(path, "expected a mapping, found " + value);
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    mapping.forEach((key, each) -> copy.put((String) key, each));
    return copy;
  }
}
