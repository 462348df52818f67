package dev.freshet.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.apigateway.ApiSpec;
import dev.freshet.emulators.apigateway.ApiSpecs;
import dev.freshet.emulators.apigateway.RouteSpec;
import dev.freshet.emulators.cloudfront.distribution.DistributionReader;
import dev.freshet.emulators.eventbridge.RuleSpec;
import dev.freshet.emulators.eventbridge.RuleSpecs;
import dev.freshet.emulators.lambda.functions.FunctionSpec;
import dev.freshet.emulators.lambda.functions.FunctionSpecs;
import dev.freshet.emulators.lambda.sources.QueueSourceSpec;
import dev.freshet.emulators.lambda.sources.SourceSpecs;
import dev.freshet.emulators.lambda.sources.StreamSourceSpec;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the emulators read from the template that is deployed. */
class DeployedTemplateTest {
  private static final PhysicalValues VALUES =
      new PhysicalValues() {
        @Override
        public String ref(String logicalId, String type) {
          return logicalId;
        }

        @Override
        public String attribute(String logicalId, String type, String attribute) {
          String service =
              switch (type) {
                case FunctionSpecs.TYPE -> "lambda:us-east-1:000000000000:function:";
                case "AWS::SQS::Queue" -> "sqs:us-east-1:000000000000:";
                default -> "other:us-east-1:000000000000:" + attribute + "/";
              };
          return "arn:aws:" + service + logicalId;
        }

        @Override
        public String secret(String id) {
          return "secret-of-" + id;
        }
      };

  private final Template template =
      Template.read(
          Path.of("..", "template.yaml"),
          Map.of("RedisUrl", "redis://127.0.0.1:1", "Issuer", "http://127.0.0.1:2"),
          VALUES);

  @Test
  void everyHandlerRunsWithTheVariablesOfItsFunctionAndOfTheGlobals() {
    FunctionSpec dashboard = function("dev.freshet.readapi.DashboardHandler");

    assertThat(dashboard.environment())
        .containsEntry("TABLE_NAME", "Table")
        .containsEntry("REDIS_URL", "redis://127.0.0.1:1")
        .containsEntry("METRICS_NAMESPACE", "Freshet")
        .containsEntry("AWS_REGION", "us-east-1")
        .containsEntry("AWS_LAMBDA_FUNCTION_NAME", dashboard.name());
    assertThat(dashboard.timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void thePublisherIsGivenEachChangeUntilItIsPublished() {
    List<StreamSourceSpec> streams = SourceSpecs.streams(template, VALUES);

    assertThat(streams).hasSize(1);
    StreamSourceSpec source = streams.getFirst();
    assertThat(source.function())
        .isEqualTo(function("dev.freshet.invalidator.publisher.ChangePublisher").name());
    assertThat(source.reportBatchItemFailures()).isTrue();
    assertThat(source.maximumRetryAttempts()).as("without end").isEmpty();
    assertThat(source.maximumRecordAge()).as("without end").isEmpty();
  }

  @Test
  void theQueuesHaveTheirConsumers() {
    assertThat(SourceSpecs.queues(template, VALUES))
        .extracting(QueueSourceSpec::function)
        .contains(
            function("dev.freshet.invalidator.edge.EdgeInvalidator").name(),
            function("dev.freshet.invalidator.dispatcher.EvictionDispatcher").name());
    assertThat(SourceSpecs.queues(template, VALUES))
        .allMatch(QueueSourceSpec::reportBatchItemFailures);
  }

  @Test
  void aRuleBringsChangesToTheirQueue() {
    List<RuleSpec> rules = RuleSpecs.read(template, VALUES);

    assertThat(RuleSpecs.buses(template, VALUES)).hasSize(1);
    assertThat(rules)
        .anySatisfy(rule -> {
          assertThat(rule.pattern()).contains("UserDataChanged");
          assertThat(rule.targets().getFirst().arn()).asString().contains("ChangeQueue");
          assertThat(RuleSpecs.buses(template, VALUES)).contains(rule.busName());
        });
  }

  @Test
  void everyRouteButThoseOfSignInIsGuardedByTheAuthorizer() {
    List<ApiSpec> apis = ApiSpecs.read(template, VALUES);

    assertThat(apis).hasSize(2);
    ApiSpec api = apis.getFirst();
    assertThat(api.stage()).isEqualTo("prod");
    assertThat(api.routes())
        .extracting(route -> route.method() + " " + route.path())
        .contains(
            "GET /dashboard",
            "GET /orders",
            "POST /orders",
            "GET /profile",
            "PUT /profile",
            "GET /notifications",
            "POST /notifications/{id}/read");
    assertThat(api.routes())
        .filteredOn((RouteSpec route) -> route.authorizer().isEmpty())
        .extracting(route -> route.method() + " " + route.path())
        .containsExactlyInAnyOrder(
            "POST /auth/exchange", "POST /auth/refresh", "POST /auth/logout");
    assertThat(api.cors()).isPresent();
    assertThat(api.cors().orElseThrow().authorizer()).isEmpty();
    assertThat(api.gatewayResponses()).containsKeys("UNAUTHORIZED", "DEFAULT_4XX", "DEFAULT_5XX");
  }

  @Test
  void everyRouteIsForTheDistributionOnly() {
    ApiSpec api = ApiSpecs.read(template, VALUES).getFirst();

    assertThat(api.routes()).allMatch(RouteSpec::keyRequired);
    assertThat(api.plans())
        .singleElement()
        .satisfies(plan ->
            assertThat(plan.keys())
                .containsExactly(Map.entry("secret-of-OriginKeySecret", "OriginKey")));
    assertThat(DistributionReader.read(template, VALUES).originHeaders("api"))
        .containsExactly(Map.entry("X-Api-Key", "secret-of-OriginKeySecret"));
  }

  @Test
  void aDeploymentMayGiveTheDistributionItsKeyBeforeTheApiAsksForIt() {
    Map<String, String> parameters =
        Map.of(
            "RedisUrl", "redis://127.0.0.1:1",
            "Issuer", "http://127.0.0.1:2",
            "RequireOriginKey", "");
    Template first = Template.read(Path.of("..", "template.yaml"), parameters, VALUES);

    assertThat(ApiSpecs.read(first, VALUES).getFirst().routes()).noneMatch(RouteSpec::keyRequired);
    assertThat(DistributionReader.read(first, VALUES).originHeaders("api")).hasSize(1);
  }

  @Test
  void everyRouteBehindTheProductProxyIsGuardedByTheKey() {
    ApiSpec api = ApiSpecs.read(template, VALUES).getLast();

    assertThat(api.routes())
        .extracting(route -> route.method() + " " + route.path())
        .containsExactlyInAnyOrder(
            "GET /products",
            "POST /products",
            "GET /products/{id}",
            "PUT /products/{id}",
            "DELETE /products/{id}");
    assertThat(api.routes()).allMatch(RouteSpec::keyRequired);
    assertThat(api.plans()).hasSize(1);
    assertThat(api.plans().getFirst().keys())
        .containsExactly(Map.entry("secret-of-ProductApiKeySecret", "ProductApiKey"));
    assertThat(api.plans().getFirst().quota()).isPresent();
    assertThat(api.plans().getFirst().throttle()).isPresent();
  }

  private FunctionSpec function(String handler) {
    return FunctionSpecs.read(template, VALUES).stream()
        .filter(spec -> spec.handler().equals(handler))
        .findFirst()
        .orElseThrow();
  }
}
