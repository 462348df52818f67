package dev.freshet.emulators.apigateway;

import dev.freshet.emulators.apigateway.UsagePlanSpec.Period;
import dev.freshet.emulators.apigateway.UsagePlanSpec.Quota;
import dev.freshet.emulators.apigateway.UsagePlanSpec.Throttle;
import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The template's usage plans with their keys.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html">AWS::ApiGateway::UsagePlan</a>
 */
final class UsagePlans {
  private static final String PLAN = "AWS::ApiGateway::UsagePlan";
  private static final String KEY = "AWS::ApiGateway::ApiKey";
  private static final String KEY_OF_PLAN = "AWS::ApiGateway::UsagePlanKey";

  private UsagePlans() {}

  /** The plans that this stage of this API belongs to. */
  static List<UsagePlanSpec> of(
      String apiId, String stage, Template template, PhysicalValues values) {
    return template.ofType(PLAN).stream()
        .filter(plan -> has(plan, apiId, stage))
        .map(plan -> read(plan, template, values))
        .toList();
  }

  private static boolean has(Resource plan, String apiId, String stage) {
    return plan.properties().find("ApiStages").map(Node::list).orElse(List.of()).stream()
        .anyMatch(each -> each.text("ApiId").equals(apiId) && each.text("Stage").equals(stage));
  }

  private static UsagePlanSpec read(Resource plan, Template template, PhysicalValues values) {
    String id = values.ref(plan.logicalId(), PLAN);
    Map<String, String> keys = new HashMap<>();
    for (Resource each : template.ofType(KEY_OF_PLAN)) {
      if (each.properties().text("UsagePlanId").equals(id)) {
        String keyId = each.properties().text("KeyId");
        template.ofType(KEY).stream()
            .filter(key -> values.ref(key.logicalId(), KEY).equals(keyId))
            .filter(key -> key.properties().bool("Enabled", false))
            .forEach(key -> keys.put(value(key), keyId));
      }
    }
    return new UsagePlanSpec(
        keys,
        plan.properties().find("Throttle").map(UsagePlans::throttle),
        plan.properties().find("Quota").map(UsagePlans::quota));
  }

  /** One that API Gateway makes up where the template has none. */
  private static String value(Resource key) {
    return key.properties()
        .find("Value")
        .map(Node::text)
        .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
  }

  private static Throttle throttle(Node node) {
    return new Throttle(node.integer("RateLimit"), node.integer("BurstLimit"));
  }

  private static Quota quota(Node node) {
    return new Quota(
        node.integer("Limit"),
        Period.valueOf(node.text("Period")),
        node.find("Offset").map(Node::integer).orElse(0));
  }
}
