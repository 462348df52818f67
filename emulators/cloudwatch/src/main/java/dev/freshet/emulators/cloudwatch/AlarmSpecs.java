package dev.freshet.emulators.cloudwatch;

import dev.freshet.emulators.cloudwatch.AlarmSpec.Query;
import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import dev.freshet.emulators.template.TemplateException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alarms of a template: of one metric, or of an expression of several. Only {@code
 * GreaterThanThreshold} and {@code TreatMissingData: notBreaching} are known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html">AWS::CloudWatch::Alarm</a>
 */
public final class AlarmSpecs {
  private static final String ONLY = "metric";

  private AlarmSpecs() {}

  /** All alarms whose conditions hold. */
  public static List<AlarmSpec> read(Template template) {
    return template.ofType("AWS::CloudWatch::Alarm").stream().map(AlarmSpecs::read).toList();
  }

  /** Every metric that an alarm looks at. */
  public static List<MetricId> metrics(AlarmSpec alarm) {
    return alarm.metrics().values().stream().map(Query::metric).toList();
  }

  private static AlarmSpec read(Resource resource) {
    Node alarm = resource.properties();
    require(alarm, "ComparisonOperator", "GreaterThanThreshold");
    require(alarm, "TreatMissingData", "notBreaching");
    Optional<Node> several = alarm.find("Metrics");
    return new AlarmSpec(
        resource.logicalId(),
        alarm.text("AlarmDescription"),
        several.map(AlarmSpecs::queries).orElseGet(() -> Map.of(ONLY, query(alarm, "Statistic"))),
        new Formula(several.map(AlarmSpecs::expression).orElse(ONLY)),
        Duration.ofSeconds(
            several.map(AlarmSpecs::period).orElseGet(() -> alarm.integer("Period"))),
        alarm.integer("EvaluationPeriods"),
        Double.parseDouble(alarm.text("Threshold")));
  }

  private static Map<String, Query> queries(Node metrics) {
    Map<String, Query> queries = new LinkedHashMap<>();
    for (Node each : metrics.list()) {
      each.find("MetricStat")
          .ifPresent(stat ->
              queries.put(
                  each.text("Id"),
                  new Query(metric(stat.get("Metric")), new Statistic(stat.text("Stat")))));
    }
    return queries;
  }

  private static String expression(Node metrics) {
    return metrics.list().getFirst().text("Expression");
  }

  private static int period(Node metrics) {
    return metrics.list().getLast().get("MetricStat").integer("Period");
  }

  private static Query query(Node alarm, String statistic) {
    return new Query(metric(alarm), new Statistic(alarm.text(statistic)));
  }

  private static MetricId metric(Node node) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    node.find("Dimensions")
        .map(Node::list)
        .orElse(List.of())
        .forEach(each -> dimensions.put(each.text("Name"), each.text("Value")));
    return new MetricId(node.text("Namespace"), node.text("MetricName"), dimensions);
  }

  private static void require(Node alarm, String property, String value) {
    if (!alarm.text(property).equals(value)) {
      throw new TemplateException(alarm.path() + "." + property, "must be " + value + " here");
    }
  }
}
