package dev.freshet.emulators.eventbridge;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.lambda.functions.FunctionSpecs;
import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The buses and rules of the template: {@code AWS::Events::Rule} resources and the functions'
 * {@code EventBridgeRule} events. Rules on a schedule have no pattern and are left out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventbridgerule.html">EventBridgeRule
 *     event</a>
 */
public final class RuleSpecs {
  private static final String BUS = "AWS::Events::EventBus";
  private static final String RULE = "AWS::Events::Rule";
  private static final String ARCHIVE = "AWS::Events::Archive";
  private static final ObjectMapper JSON = new ObjectMapper();

  private RuleSpecs() {}

  /** The names of the template's buses. */
  public static Set<String> buses(Template template, PhysicalValues values) {
    return template.ofType(BUS).stream()
        .map(resource -> values.ref(resource.logicalId(), BUS))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The template's archives. */
  public static List<ArchiveSpec> archives(Template template, PhysicalValues values) {
    return template.ofType(ARCHIVE).stream().map(resource -> archive(resource, values)).toList();
  }

  private static ArchiveSpec archive(Resource resource, PhysicalValues values) {
    Node properties = resource.properties();
    return new ArchiveSpec(
        values.ref(resource.logicalId(), ARCHIVE),
        values.attribute(resource.logicalId(), ARCHIVE, "Arn"),
        Arn.parse(properties.text("SourceArn")).name(),
        properties.find("EventPattern").map(node -> JSON.valueToTree(node.plain()).toString()),
        properties
            .find("RetentionDays")
            .map(Node::integer)
            .filter(days -> days > 0)
            .map(Duration::ofDays));
  }

  /** The rules that are enabled. */
  public static List<RuleSpec> read(Template template, PhysicalValues values) {
    List<RuleSpec> rules = new ArrayList<>();
    template.ofType(RULE).stream()
        .filter(resource -> isEnabled(resource.properties()))
        .filter(resource -> resource.properties().has("EventPattern"))
        .forEach(resource -> rules.add(rule(resource, values)));
    FunctionSpecs.events(template, "EventBridgeRule", "CloudWatchEvent").stream()
        .filter(event -> isEnabled(event.properties()))
        .forEach(event -> rules.add(rule(event, values)));
    return rules;
  }

  private static RuleSpec rule(Resource resource, PhysicalValues values) {
    Node properties = resource.properties();
    return rule(
        properties.text("Name", resource.logicalId()),
        properties,
        "EventPattern",
        properties.find("Targets").map(Node::list).orElse(List.of()).stream()
            .map(node -> target(node.text("Id"), Arn.parse(node.text("Arn")), node))
            .toList(),
        values);
  }

  private static RuleSpec rule(FunctionSpecs.Event event, PhysicalValues values) {
    String function = event.function().logicalId();
    Node properties = event.properties();
    Arn arn = Arn.parse(values.attribute(function, FunctionSpecs.TYPE, "Arn"));
    String id = function + event.name();
    return rule(
        properties.text("RuleName", id),
        properties,
        "Pattern",
        List.of(target(id + "LambdaTarget", arn, properties)),
        values);
  }

  private static RuleSpec rule(
      String name,
      Node properties,
      String pattern,
      List<TargetSpec> targets,
      PhysicalValues values) {
    String named = properties.text("EventBusName", BusSettings.DEFAULT_BUS);
    String bus = named.startsWith("arn:") ? Arn.parse(named).name() : named;
    String path = bus.equals(BusSettings.DEFAULT_BUS) ? name : bus + "/" + name;
    Arn arn = new Arn("aws", "events", values.region(), values.accountId(), "rule/" + path);
    String json = JSON.valueToTree(properties.get(pattern).plain()).toString();
    return new RuleSpec(name, arn.toString(), bus, json, targets);
  }

  private static TargetSpec target(String id, Arn arn, Node properties) {
    Optional<Node> retries = properties.find("RetryPolicy");
    return new TargetSpec(
        id,
        arn,
        retries
            .map(node -> node.integer("MaximumRetryAttempts", TargetSpec.DEFAULT_RETRY_ATTEMPTS))
            .orElse(TargetSpec.DEFAULT_RETRY_ATTEMPTS),
        retries
            .flatMap(node -> node.find("MaximumEventAgeInSeconds"))
            .map(node -> Duration.ofSeconds(node.integer()))
            .orElse(TargetSpec.DEFAULT_EVENT_AGE),
        properties.find("DeadLetterConfig").map(node -> Arn.parse(node.text("Arn"))),
        properties.find("Input").map(Node::text),
        properties.find("InputPath").map(Node::text));
  }

  private static boolean isEnabled(Node properties) {
    return !properties.text("State", "ENABLED").equals("DISABLED")
        && properties.bool("Enabled", true);
  }
}
