package dev.freshet.emulators.lambda.sources;

import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.lambda.functions.FunctionSpecs;
import dev.freshet.emulators.lambda.functions.FunctionSpecs.Event;
import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The event sources of the template's functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-dynamodb.html">DynamoDB
 *     event</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-sqs.html">SQS
 *     event</a>
 */
public final class SourceSpecs {
  private static final int BATCH_OF_A_STREAM = 100;
  private static final int BATCH_OF_A_QUEUE = 10;

  private SourceSpecs() {}

  /** The {@code DynamoDB} events that are enabled. */
  public static List<StreamSourceSpec> streams(Template template, PhysicalValues values) {
    return FunctionSpecs.events(template, "DynamoDB").stream()
        .filter(SourceSpecs::isEnabled)
        .map(event -> stream(event, values))
        .toList();
  }

  /** The {@code SQS} events that are enabled. */
  public static List<QueueSourceSpec> queues(Template template, PhysicalValues values) {
    return FunctionSpecs.events(template, "SQS").stream()
        .filter(SourceSpecs::isEnabled)
        .map(event -> queue(event, values))
        .toList();
  }

  private static StreamSourceSpec stream(Event event, PhysicalValues values) {
    Node properties = event.properties();
    return new StreamSourceSpec(
        properties.text("Stream"),
        FunctionSpecs.name(event.function(), values),
        properties.integer("BatchSize", BATCH_OF_A_STREAM),
        window(properties),
        properties.integer("ParallelizationFactor", 1),
        filters(properties),
        properties.bool("BisectBatchOnFunctionError", false),
        limit(properties, "MaximumRetryAttempts"),
        limit(properties, "MaximumRecordAgeInSeconds").map(Duration::ofSeconds),
        reportsFailures(properties),
        properties.text("StartingPosition").equals("TRIM_HORIZON"),
        properties
            .find("DestinationConfig")
            .flatMap(node -> node.find("OnFailure"))
            .map(node -> Arn.parse(node.text("Destination"))));
  }

  private static QueueSourceSpec queue(Event event, PhysicalValues values) {
    Node properties = event.properties();
    return new QueueSourceSpec(
        Arn.parse(properties.text("Queue")),
        FunctionSpecs.name(event.function(), values),
        properties.integer("BatchSize", BATCH_OF_A_QUEUE),
        window(properties),
        filters(properties),
        reportsFailures(properties),
        properties
            .find("ScalingConfig")
            .flatMap(node -> node.find("MaximumConcurrency"))
            .map(Node::integer));
  }

  private static boolean isEnabled(Event event) {
    return event.properties().bool("Enabled", true);
  }

  private static Duration window(Node properties) {
    return Duration.ofSeconds(properties.integer("MaximumBatchingWindowInSeconds", 0));
  }

  /** A number; -1 means unlimited. */
  private static Optional<Integer> limit(Node properties, String name) {
    return properties.find(name).map(Node::integer).filter(number -> number >= 0);
  }

  private static List<String> filters(Node properties) {
    return properties
        .find("FilterCriteria")
        .map(criteria -> criteria.get("Filters").list())
        .orElse(List.of())
        .stream()
        .map(filter -> filter.text("Pattern"))
        .toList();
  }

  private static boolean reportsFailures(Node properties) {
    return properties
        .find("FunctionResponseTypes")
        .map(Node::texts)
        .orElse(List.of())
        .contains("ReportBatchItemFailures");
  }
}
