package dev.freshet.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold within {@code template.yaml}, and between it and {@code docs/openapi.yaml}. */
class FreshetTemplateTest {
  private static final Path FILE = Path.of("..", "template.yaml");
  private static final String FUNCTION = "AWS::Serverless::Function";

  /** What a page of another origin must not be able to send. */
  private static final String OWN_PAGES_ONLY = "X-Requested-With";

  private static final Map<String, String> OWN_REDIS_AND_ISSUER =
      Map.of("RedisUrl", "redis://127.0.0.1:6379", "Issuer", "http://127.0.0.1:9000/default");

  private final Template template = read(OWN_REDIS_AND_ISSUER);
  private final Contract contract = Contract.read();

  private static Template read(Map<String, String> parameters) {
    return Template.read(FILE, parameters, new NamedByLogicalId());
  }

  private Node properties(String logicalId) {
    return template.get(logicalId).properties();
  }

  private Node variables(String function) {
    return properties(function).get("Environment").get("Variables");
  }

  @Nested
  class Parameters {
    @Test
    void nothingHasToBeFilledIn() {
      Template defaults = read(Map.of());

      assertThat(defaults.resources()).hasSizeGreaterThan(40);
      assertThat(defaults.resources()).allSatisfy(each -> each.properties().plain());
      assertThat(defaults.outputs().values())
          .allSatisfy(each -> assertThat(each.text()).isNotBlank());
    }

    /** The SAM CLI takes an output with the name of a list for that list, and crashes. */
    @Test
    void noOutputIsNamedLikeAListOfTheParameters() {
      Map<String, Object> lists = new HashMap<>(template.parameters());
      lists.values().removeIf(value -> !(value instanceof List));

      assertThat(lists).isNotEmpty();
      assertThat(template.outputs()).doesNotContainKeys(lists.keySet().toArray(String[]::new));
    }

    @Test
    void aRedisAndAnIssuerOfOnesOwnTakeThePlaceOfTheTemplates() {
      assertThat(template.resources()).allSatisfy(each -> each.properties().plain());
      assertThat(template.resources())
          .filteredOn(each -> each.type().matches("AWS::(ElastiCache|EC2|Cognito)::.*"))
          .extracting(Resource::logicalId)
          .containsExactly("NoUserPool");
      assertThat(variables("Dashboard").text("REDIS_URL")).isEqualTo("redis://127.0.0.1:6379");
      assertThat(variables("TokenAuthorizer").text("ISSUER"))
          .isEqualTo("http://127.0.0.1:9000/default");
      assertThat(properties("Dashboard").has("VpcConfig")).isFalse();
    }

    @Test
    void anOwnRedisMayLieInSubnetsOfItsOwn() {
      Template inSubnets =
          read(
              Map.of(
                  "RedisUrl", "rediss://cache:6379",
                  "RedisSubnetIds", "subnet-1,subnet-2",
                  "RedisSecurityGroupIds", "sg-1"));

      Node vpc = inSubnets.get("ViewEvictor").properties().get("VpcConfig");
      assertThat(vpc.get("SubnetIds").texts()).containsExactly("subnet-1", "subnet-2");
      assertThat(vpc.get("SecurityGroupIds").texts()).containsExactly("sg-1");
    }
  }

  @Nested
  class Routes {
    @Test
    void theContractAndTheTemplateHaveTheSameRoutes() {
      assertThat(templateRoutes()).hasSizeGreaterThanOrEqualTo(7).isEqualTo(contract.routes());
    }

    @Test
    void whatCanBeReadHasAHeadSoThatItIsTheSameWhetherTheEdgeHasItOrNot() {
      assertThat(routes("HEAD"))
          .isEqualTo(
              templateRoutes().stream()
                  .filter(route -> route.startsWith("GET "))
                  .map(route -> route.replace("GET ", "HEAD "))
                  .collect(Collectors.toSet()));
    }

    /** Without those of HEAD, which the contract takes for granted. */
    private Set<String> templateRoutes() {
      Set<String> routes = routes("");
      routes.removeAll(routes("HEAD"));
      return routes;
    }

    private Set<String> routes(String start) {
      Set<String> routes = new TreeSet<>();
      for (Node event : publicEvents()) {
        routes.add(event.text("Method").toUpperCase(Locale.ROOT) + " " + event.text("Path"));
      }
      routes.removeIf(route -> !route.startsWith(start));
      return routes;
    }

    @Test
    void theEdgeKnowsTheQueryParametersOfTheContract() {
      Node key =
          properties("ViewPolicy")
              .get("CachePolicyConfig")
              .get("ParametersInCacheKeyAndForwardedToOrigin");

      assertThat(key.get("QueryStringsConfig").get("QueryStrings").texts())
          .containsExactlyInAnyOrderElementsOf(contract.parameters("query"));
      assertThat(key.get("HeadersConfig").get("Headers").texts()).containsExactly("Authorization");
    }

    @Test
    void scriptsOfOtherOriginsMaySendTheHeadersAndMethodsOfTheContract() {
      Node cors = properties("Api").get("Cors");
      Set<String> headers = new TreeSet<>(contract.parameters("header"));
      headers.remove(OWN_PAGES_ONLY);

      assertThat(listed(cors.text("AllowHeaders")))
          .contains("Authorization", "Content-Type")
          .containsAll(headers)
          .doesNotContain(OWN_PAGES_ONLY);
      assertThat(listed(cors.text("AllowMethods")))
          .contains("OPTIONS")
          .containsAll(
              contract.routes().stream()
                  .map(route -> route.substring(0, route.indexOf(' ')))
                  .toList());
    }

    private Set<String> listed(String quoted) {
      return Set.of(quoted.replace("'", "").split(",", -1));
    }
  }

  @Nested
  class Views {
    @Test
    void everyViewOfTheCatalogueIsAudited() {
      assertThat(audited().keySet())
          .containsExactlyInAnyOrderElementsOf(
              ViewCatalogue.FRESHET.views().stream().map(view -> view.name().value()).toList());
    }

    @Test
    void everyViewIsServedByAFunctionOfItsOwnWithARoute() {
      assertThat(audited().values()).doesNotHaveDuplicates();
      assertThat(readers())
          .allSatisfy(reader ->
              assertThat(reader.properties().get("Events").entries().values())
                  .extracting(event -> event.text("Type"), event -> method(event))
                  .contains(tuple("Api", "get")));
    }

    @Test
    void theAuditorMayInvokeTheFunctionsThatItAuditsAndNoOther() {
      List<String> mayInvoke =
          properties("StalenessAuditor").get("Policies").list().stream()
              .flatMap(policy -> policy.get("Statement").list().stream())
              .filter(statement -> statement.text("Action").equals("lambda:InvokeFunction"))
              .flatMap(statement -> statement.get("Resource").texts().stream())
              .toList();

      assertThat(mayInvoke)
          .containsExactlyInAnyOrderElementsOf(
              readers().stream()
                  .map(reader -> "att:" + FUNCTION + ":" + reader.logicalId() + ":Arn:live")
                  .toList());
    }

    private String method(Node event) {
      return event.get("Properties").text("Method");
    }
  }

  @Nested
  class Rights {
    @Test
    void everyReaderHasTheRightsAndTheVariablesOfAReader() {
      Set<String> variables = variables("Dashboard").entries().keySet();

      assertThat(variables)
          .contains("TABLE_NAME", "LEASE_TABLE", "LEASE_TIMEOUT_MS", "REDIS_URL", "REDIS_AUTH");
      assertThat(readers())
          .hasSizeGreaterThanOrEqualTo(7)
          .allSatisfy(reader -> {
            assertThat(policies(reader))
                .containsExactly("ReadTable", "GrantLeases", "ConnectRedis");
            assertThat(variables(reader.logicalId()).entries().keySet()).isEqualTo(variables);
          });
    }

    @Test
    void noWriterKnowsOfACache() {
      assertThat(writers())
          .hasSizeGreaterThanOrEqualTo(5)
          .allSatisfy(writer -> {
            assertThat(policies(writer)).containsExactly("ReadTable", "WriteTable");
            assertThat(variables(writer.logicalId()).entries().keySet())
                .contains("TABLE_NAME")
                .noneMatch(name -> name.matches("(REDIS|LEASE)_.*"));
            assertThat(writer.properties().has("VpcConfig")).isFalse();
          });
    }

    @Test
    void onlyFunctionsThatMayConnectKnowWhereRedisIs() {
      assertThat(read(Map.of()).ofType(FUNCTION))
          .allSatisfy(function -> {
            boolean connects = policies(function).contains("ConnectRedis");
            Node environment = function.properties().get("Environment").get("Variables");

            assertThat(environment.has("REDIS_URL")).isEqualTo(connects);
            assertThat(function.properties().has("VpcConfig")).isEqualTo(connects);
          });
    }

    @Test
    void theApiBehindTheProductProxyTakesNothingWithoutAKeyThatSecretsManagerMadeUp() {
      Node api = properties("ProductApi");
      Node generated = properties("ProductApiKeySecret").get("GenerateSecretString");

      assertThat(api.get("Auth").bool("ApiKeyRequired", false)).isTrue();
      assertThat(
              events("Api").stream()
                  .filter(event -> event.text("RestApiId").endsWith("ProductApi"))
                  .filter(event -> event.has("Auth")))
          .as("no route is exempt")
          .isEmpty();
      assertThat(properties("ProductApiKey").text("Value"))
          .isEqualTo(
              "secret:arn:aws:secretsmanager:us-east-1:000000000000:secret:ProductApiKeySecret");
      assertThat(generated.integer("PasswordLength"))
          .as("what API Gateway allows")
          .isBetween(20, 128);
      assertThat(generated.bool("ExcludePunctuation", false)).isTrue();
      assertThat(properties("ProductUsagePlan").get("ApiStages").list().getFirst().text("Stage"))
          .isEqualTo(api.text("StageName"));
    }

    @Test
    void noFunctionButTheProxyKnowsTheSecret() {
      assertThat(template.ofType(FUNCTION))
          .filteredOn(each -> each.properties().plain().toString().contains("ProductApiKeySecret"))
          .extracting(Resource::logicalId)
          .containsExactly("ProductProxy");
      assertThat(template.outputs().values())
          .extracting(Node::text)
          .noneMatch(text -> text.startsWith("secret:"));
    }

    private List<Resource> writers() {
      return template.ofType(FUNCTION).stream()
          .filter(function -> function.properties().text("CodeUri").startsWith("write-api/"))
          .toList();
    }

    /** The managed policies; statements of a function's own are left out. */
    private List<String> policies(Resource function) {
      return function.properties().find("Policies").map(Node::list).orElse(List.of()).stream()
          .filter(policy -> !policy.isMapping())
          .map(policy -> policy.text().substring(policy.text().lastIndexOf(':') + 1))
          .toList();
    }
  }

  /** The functions of the auditor's list, by view. */
  private Map<String, String> audited() {
    return Arrays.stream(variables("StalenessAuditor").text("READ_FUNCTIONS").split(",", -1))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private List<Resource> readers() {
    return audited().values().stream()
        .map(arn -> template.get(arn.replaceFirst(".*:(\\w+):Arn:live", "$1")))
        .toList();
  }

  @Nested
  class GatewayResponses {
    private final JsonMapper json = new JsonMapper();
    private final Map<String, Node> responses = properties("Api").get("GatewayResponses").entries();

    @ParameterizedTest
    @ValueSource(strings = {"Api", "ProductApi"})
    void everyAnswerOfTheGatewayItselfIsAProblemThatNobodyKeeps(String api)
        throws JsonProcessingException {
      Map<String, Node> responses = properties(api).get("GatewayResponses").entries();
      assertThat(responses).containsKeys("DEFAULT_4XX", "DEFAULT_5XX");
      for (Node response : responses.values()) {
        Node headers = response.get("ResponseParameters").get("Headers");
        JsonNode body = json.readTree(response.get("ResponseTemplates").text("application/json"));

        assertThat(headers.text("Content-Type")).isEqualTo("'application/problem+json'");
        assertThat(headers.text("Cache-Control")).isEqualTo("'no-store'");
        assertThat(headers.text("Access-Control-Allow-Origin")).isEqualTo("'*'");
        assertThat(body.path("status").asInt()).isEqualTo(response.integer("StatusCode"));
        assertThat(body.path("message").asText()).isNotBlank();
        assertThat(contract.problemTypes()).contains(body.path("type").asText());
      }
    }

    @Test
    void whatTheGatewayAnswersIsInTheContract() {
      assertThat(contract.statuses())
          .containsAll(responses.values().stream().map(each -> each.text("StatusCode")).toList());
    }
  }

  @Nested
  class PurgeWindow {
    @Test
    void theQueueAndTheFunctionsWaitForTheSameWindow() {
      Template wide = read(Map.of("PurgeWindowSeconds", "7"));
      Set<String> windows =
          wide.ofType(FUNCTION).stream()
              .flatMap(function ->
                  function
                      .properties()
                      .get("Environment")
                      .get("Variables")
                      .find("PURGE_WINDOW_SECONDS")
                      .stream())
              .map(Node::text)
              .collect(Collectors.toSet());

      assertThat(wide.get("PurgeQueue").properties().integer("DelaySeconds")).isEqualTo(7);
      assertThat(windows).containsExactly("7");
    }

    @Test
    void aPurgeIsTriedForLongerThanAnythingLivesAtTheEdge() {
      Node queue = properties("PurgeQueue");
      int seconds =
          queue.integer("VisibilityTimeout")
              * queue.get("RedrivePolicy").integer("maxReceiveCount");

      assertThat(ViewCatalogue.FRESHET.views())
          .extracting(View::edgeTtl)
          .allSatisfy(ttl -> assertThat(ttl.toSeconds()).isLessThan(seconds));
    }
  }

  @Nested
  class Edge {
    @Test
    void theCachePolicyLeavesLifetimesToTheOrigin() {
      Node policy = properties("ViewPolicy").get("CachePolicyConfig");

      assertThat(policy.integer("MinTTL")).isZero();
      assertThat(policy.integer("DefaultTTL")).isZero();
      assertThat(ViewCatalogue.FRESHET.views())
          .extracting(View::edgeTtl)
          .allSatisfy(
              ttl -> assertThat(ttl.toSeconds()).isLessThanOrEqualTo(policy.integer("MaxTTL")));
    }

    @Test
    void noErrorIsKept() {
      List<Node> errors =
          properties("Distribution").get("DistributionConfig").get("CustomErrorResponses").list();

      assertThat(errors)
          .extracting(error -> error.integer("ErrorCode"))
          .containsExactly(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504);
      assertThat(errors)
          .allSatisfy(error -> assertThat(error.integer("ErrorCachingMinTTL")).isZero());
    }

    @Test
    void onlyWhatIsInTheCacheKeyReachesTheOriginFromTheQuery() {
      Node policy = properties("OriginPolicy").get("OriginRequestPolicyConfig");

      assertThat(policy.get("QueryStringsConfig").text("QueryStringBehavior")).isEqualTo("none");
      assertThat(policy.get("CookiesConfig").text("CookieBehavior")).isEqualTo("none");
    }
  }

  @Nested
  class Queues {
    @ParameterizedTest
    @ValueSource(strings = {"ChangeQueue", "PurgeQueue"})
    void aMessageStaysHiddenForLongerThanItsFunctionMayTake(String queue) {
      String arn = "att:AWS::SQS::Queue:" + queue + ":Arn";
      Resource function =
          template.ofType(FUNCTION).stream()
              .filter(each -> reads(each, arn))
              .findFirst()
              .orElseThrow();

      assertThat(properties(queue).integer("VisibilityTimeout"))
          .isGreaterThan(function.properties().integer("Timeout"));
      assertThat(properties(queue).get("RedrivePolicy").has("deadLetterTargetArn")).isTrue();
    }

    @Test
    void everySourceReportsTheItemsThatFailed() {
      assertThat(events("SQS", "DynamoDB"))
          .hasSizeGreaterThanOrEqualTo(3)
          .allSatisfy(source ->
              assertThat(source.get("FunctionResponseTypes").texts())
                  .containsExactly("ReportBatchItemFailures"));
    }

    private boolean reads(Resource function, String arn) {
      return function.properties().find("Events").stream()
          .flatMap(events -> events.entries().values().stream())
          .map(event -> event.get("Properties"))
          .anyMatch(event -> event.text("Queue", "").equals(arn));
    }
  }

  /** Those of the API that users call; the one behind the product proxy is in no contract. */
  private List<Node> publicEvents() {
    String api = "ref:AWS::Serverless::Api:Api";
    return events("Api").stream().filter(event -> event.text("RestApiId").equals(api)).toList();
  }

  private List<Node> events(String... types) {
    return template.ofType(FUNCTION).stream()
        .flatMap(function -> function.properties().find("Events").stream())
        .flatMap(events -> events.entries().values().stream())
        .filter(event -> Set.of(types).contains(event.text("Type")))
        .map(event -> event.get("Properties"))
        .toList();
  }
}
