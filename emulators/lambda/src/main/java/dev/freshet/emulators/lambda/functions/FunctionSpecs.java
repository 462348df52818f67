package dev.freshet.emulators.lambda.functions;

import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The functions of the template.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html">AWS::Serverless::Function</a>
 */
public final class FunctionSpecs {
  /** The template's type of a function. */
  public static final String TYPE = "AWS::Serverless::Function";

  private static final int LAMBDAS_TIMEOUT_SECONDS = 3;
  private static final int LAMBDAS_MEMORY_MEGABYTES = 128;

  private FunctionSpecs() {}

  /** One event of a function in the template: what makes it run. */
  public record Event(Resource function, String name, Node properties) {}

  /** Reads all functions. */
  public static List<FunctionSpec> read(Template template, PhysicalValues values) {
    return template.ofType(TYPE).stream().map(resource -> read(resource, values)).toList();
  }

  /** The events of these types, such as {@code Api} or {@code SQS}, of all functions. */
  public static List<Event> events(Template template, String... types) {
    return template.ofType(TYPE).stream()
        .flatMap(function -> events(function, List.of(types)))
        .toList();
  }

  /** The physical name of a function. */
  public static String name(Resource function, PhysicalValues values) {
    return values.ref(function.logicalId(), TYPE);
  }

  private static Stream<Event> events(Resource function, List<String> types) {
    return function
        .properties()
        .find("Events")
        .map(Node::entries)
        .orElse(Map.of())
        .entrySet()
        .stream()
        .filter(event -> types.contains(event.getValue().text("Type")))
        .map(event -> new Event(function, event.getKey(), event.getValue().get("Properties")));
  }

  private static FunctionSpec read(Resource resource, PhysicalValues values) {
    Node properties = resource.properties();
    String name = name(resource, values);
    int memory = properties.integer("MemorySize", LAMBDAS_MEMORY_MEGABYTES);
    return new FunctionSpec(
        resource.logicalId(),
        name,
        Arn.parse(values.attribute(resource.logicalId(), TYPE, "Arn")),
        properties.text("Handler"),
        environment(properties, name, memory, values),
        Duration.ofSeconds(properties.integer("Timeout", LAMBDAS_TIMEOUT_SECONDS)),
        memory,
        properties
            .find("ReservedConcurrentExecutions")
            .map(node -> OptionalInt.of(node.integer()))
            .orElse(OptionalInt.empty()),
        async(properties));
  }

  /**
   * The function's variables and those that Lambda sets.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">Defined
   *     runtime environment variables</a>
   */
  private static Map<String, String> environment(
      Node properties, String name, int memory, PhysicalValues values) {
    Map<String, String> environment = new HashMap<>();
    properties
        .find("Environment")
        .flatMap(node -> node.find("Variables"))
        .ifPresent(
            variables -> variables.entries().forEach((key, v) -> environment.put(key, v.text())));
    environment.put("AWS_REGION", values.region());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", name);
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memory));
    environment.put("_HANDLER", properties.text("Handler"));
    return environment;
  }

  private static AsyncSpec async(Node properties) {
    Optional<Node> config = properties.find("EventInvokeConfig");
    Optional<Node> destinations = config.flatMap(node -> node.find("DestinationConfig"));
    AsyncSpec lambdas = AsyncSpec.DEFAULT;
    return new AsyncSpec(
        config
            .map(node -> node.integer("MaximumRetryAttempts", lambdas.maximumRetryAttempts()))
            .orElse(lambdas.maximumRetryAttempts()),
        config
            .flatMap(node -> node.find("MaximumEventAgeInSeconds"))
            .map(node -> Duration.ofSeconds(node.integer()))
            .orElse(lambdas.maximumEventAge()),
        destination(destinations, "OnSuccess"),
        destination(destinations, "OnFailure"),
        properties.find("DeadLetterQueue").map(node -> Arn.parse(node.text("TargetArn"))));
  }

  private static Optional<Arn> destination(Optional<Node> destinations, String condition) {
    return destinations
        .flatMap(node -> node.find(condition))
        .map(node -> Arn.parse(node.text("Destination")));
  }
}
