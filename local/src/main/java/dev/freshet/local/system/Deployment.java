package dev.freshet.local.system;

import dev.freshet.domain.UserId;
import dev.freshet.emulators.apigateway.ApiGateway;
import dev.freshet.emulators.apigateway.ApiSpec;
import dev.freshet.emulators.apigateway.ApiSpecs;
import dev.freshet.emulators.apigateway.GatewaySettings;
import dev.freshet.emulators.apigateway.websocket.WebSocketApi;
import dev.freshet.emulators.apigateway.websocket.WebSocketSettings;
import dev.freshet.emulators.apigateway.websocket.WebSocketSpecs;
import dev.freshet.emulators.cloudfront.distribution.DistributionReader;
import dev.freshet.emulators.cloudfront.edge.Edge;
import dev.freshet.emulators.cloudfront.edge.EdgeOptions;
import dev.freshet.emulators.cognito.UserPool;
import dev.freshet.emulators.cognito.UserPoolSpec;
import dev.freshet.emulators.eventbridge.BusSettings;
import dev.freshet.emulators.eventbridge.EventBridgeApi;
import dev.freshet.emulators.eventbridge.EventBuses;
import dev.freshet.emulators.eventbridge.RuleSpecs;
import dev.freshet.emulators.lambda.functions.FunctionSpec;
import dev.freshet.emulators.lambda.functions.FunctionSpecs;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.InvokeResult;
import dev.freshet.emulators.lambda.functions.LambdaApi;
import dev.freshet.emulators.lambda.functions.QueueSender;
import dev.freshet.emulators.lambda.sources.DynamoDbStreamSource;
import dev.freshet.emulators.lambda.sources.SourceSettings;
import dev.freshet.emulators.lambda.sources.SourceSpecs;
import dev.freshet.emulators.lambda.sources.SqsQueueSource;
import dev.freshet.emulators.loopback.LoopbackServer;
import dev.freshet.emulators.secrets.SecretResources;
import dev.freshet.emulators.secrets.SecretStore;
import dev.freshet.emulators.secrets.SecretsApi;
import dev.freshet.emulators.template.Template;
import dev.freshet.table.Table;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys the template's resources on the servers, in the order in which they need each other:
 * table and queues, functions, what functions call, what calls functions.
 */
final class Deployment {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  /** As for Redis: a table that shares this machine's cores answers late. */
  private static final String PATIENT_MILLIS = "1000";

  /** The origin whose objects are files. */
  private static final String PAGES = "pages";

  private final SystemOptions options;
  private final Backends backends;
  private final Closing closing;
  private final WebSocketApi sockets;
  private final PhysicalNames names;
  private final int port;
  private final Template template;
  private final QueueSender queues;
  private final SecretStore secrets = new SecretStore();
  private final int apiPort = FreePort.any();

  Deployment(SystemOptions options, Backends backends, Closing closing) {
    this.options = options;
    this.backends = backends;
    this.closing = closing;
    this.sockets = closing.add(WebSocketApi.start(0, WebSocketSettings.AWS, options.clock));
    this.port = options.port == 0 ? FreePort.any() : options.port;
    this.names =
        new PhysicalNames(
            backends.queueServer(),
            sockets.endpoint(),
            this::streamArn,
            backends.issuer()::issuer,
            this::secret);
    this.template = Template.read(options.template, parameters(), names);
    this.queues = new QueueSender(closing.add(backends.queuesForSenders()));
  }

  Deployed deploy() {
    new TableResource(backends.dynamoDb()).create(template, names);
    new QueueResources(backends.sqs()).create(template, names);
    if (options.demo) {
      new DemoData(new Table(backends.dynamoDb(), tableName(), options.clock)).create();
    }
    ChangeLog changes = new ChangeLog(options.clock);
    Functions functions = functions();
    deployUserPool(functions);
    EventBuses buses = buses(functions, changes);
    serveApis(functions, buses);
    serveSecrets();
    List<ApiSpec> apis = ApiSpecs.read(template, names);
    gateway(apis, functions);
    ApiSpec api = apis.getFirst();
    Edge edge = edge(URI.create(apiUrl() + "/" + api.id() + "/" + api.stage()), changes);
    serveSockets(functions);
    startSources(functions);
    awaitReadiness(edge, api);
    return new Deployed(names, template, functions, buses, edge, secrets, changes);
  }

  /** Secrets Manager and Parameter Store on one port: their operations have different names. */
  private void serveSecrets() {
    SecretResources.create(template, names, secrets);
    WebServer server = LoopbackServer.start(routing -> routing.register(new SecretsApi(secrets)));
    closing.add(server::stop);
    URI endpoint = URI.create("http://127.0.0.1:" + server.port());
    backends.endpoints().point("SecretsManager", endpoint);
    backends.endpoints().point("Ssm", endpoint);
  }

  private String secret(String id) {
    return secrets
        .secretValue(id)
        .orElseThrow(() -> new IllegalStateException("unknown secret " + id));
  }

  /** The template's user pool; with an issuer of one's own there is none. */
  private void deployUserPool(Functions functions) {
    UserPool pool = backends.issuer().pool();
    UserPoolSpec.read(template, names).forEach(spec -> pool.deploy(spec, functions));
    if (options.demo) {
      DemoData.USERS.forEach(pool.users()::add);
    }
  }

  private Functions functions() {
    Functions functions =
        closing.add(
            new Functions(
                FunctionSpecs.read(template, names), queues, options.functions, options.clock));
    functions.listen((function, _, result, _) -> logError(function, result));
    return functions;
  }

  /** What a function threw is said nowhere else: its caller gets an error without internals. */
  private static void logError(FunctionSpec function, InvokeResult result) {
    if (result instanceof InvokeResult.FunctionError error) {
      LOG.atWarn()
          .addKeyValue("function", function.logicalId())
          .addKeyValue("requestId", error.requestId())
          .addKeyValue("error", error.payload())
          .log("function failed");
    }
  }

  private EventBuses buses(Functions functions, ChangeLog changes) {
    EventBuses buses =
        closing.add(
            new EventBuses(
                BusSettings.local(
                    names.region(), names.accountId(), RuleSpecs.buses(template, names)),
                RuleSpecs.read(template, names),
                RuleSpecs.archives(template, names),
                functions,
                queues,
                options.clock));
    functions.connect(buses);
    buses.tap(changes::busEvent);
    return buses;
  }

  /** EventBridge and Lambda as functions call them, on one port: their paths differ. */
  private void serveApis(Functions functions, EventBuses buses) {
    WebServer server =
        LoopbackServer.start(routing ->
            routing.register(new EventBridgeApi(buses)).register(new LambdaApi(functions)));
    closing.add(server::stop);
    URI endpoint = URI.create("http://127.0.0.1:" + server.port());
    backends.endpoints().point("EventBridge", endpoint);
    backends.endpoints().point("Lambda", endpoint);
  }

  private void gateway(List<ApiSpec> apis, Functions functions) {
    closing
        .add(
            new ApiGateway(
                apis,
                GatewaySettings.of(names.region(), names.accountId()),
                functions,
                backends.issuer().pool()::claims,
                apiPort,
                options.clock))
        .start();
  }

  /** Where the APIs are, each under its id: functions have to know before one listens there. */
  private String apiUrl() {
    return "http://127.0.0.1:" + apiPort;
  }

  private void serveSockets(Functions functions) {
    WebSocketSpecs.read(template, names)
        .forEach(api -> {
          sockets.serve(api, names.region(), functions);
          backends.endpoints().point("ApiGatewayManagementApi", sockets.management(api));
        });
  }

  private Edge edge(URI origin, ChangeLog changes) {
    URI pages =
        closing
            .add(SiteCopy.of(options.pages, outputs(), backends.issuer().issuer()))
            .directory()
            .toUri();
    Edge edge =
        closing.add(
            Edge.start(
                DistributionReader.read(template, names),
                EdgeOptions.forOrigins(id -> id.equals(PAGES) ? pages : origin)
                    .port(port)
                    .clock(options.clock)
                    .pointsOfPresence(options.pointsOfPresence)
                    .regionalCache(options.regionalCache)
                    .invalidationDelay(options.invalidationDelay)));
    edge.onInvalidated((invalidation, at) -> changes.purged(invalidation.id(), at));
    backends.endpoints().point("CloudFront", edge.cloudFrontEndpoint());
    return edge;
  }

  private void startSources(Functions functions) {
    SourceSpecs.streams(template, names)
        .forEach(spec ->
            closing
                .add(
                    new DynamoDbStreamSource(
                        spec,
                        backends.streams(),
                        functions,
                        queues,
                        SourceSettings.LOCAL,
                        options.clock))
                .start());
    SourceSpecs.queues(template, names)
        .forEach(spec ->
            closing
                .add(new SqsQueueSource(spec, backends.sqs(), functions, SourceSettings.LOCAL))
                .start());
  }

  /** Asks for some view of a user who does not exist, which leaves no trace. */
  private void awaitReadiness(Edge edge, ApiSpec api) {
    String path =
        api.routes().stream()
            .filter(route -> route.method().equals("GET") && !route.path().contains("{"))
            .findFirst()
            .orElseThrow()
            .path();
    String token = backends.issuer().token(new UserId("nobody"), Duration.ofMinutes(1));
    Readiness.await(edge.url().resolve(path), token);
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>(options.parameters);
    parameters.putIfAbsent("LeaseTimeoutMs", PATIENT_MILLIS);
    parameters.put("RedisUrl", patient(backends.redisForFunctions()));
    parameters.put("AppOrigins", "http://127.0.0.1:%1$d,http://localhost:%1$d".formatted(port));
    parameters.put("ExecuteApiUrl", apiUrl());
    if (options.demo) {
      parameters.putIfAbsent("FeaturedProductIds", DemoData.productIds());
    }
    return parameters;
  }

  /** The pool's domain is not Amazon's here: the pages' addresses are put in their place. */
  private Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    template.outputs().forEach((name, output) -> outputs.put(name, output.text()));
    String domain = backends.issuer().pool().domain().toString();
    outputs.replace("AuthorizeUrl", domain + "/oauth2/authorize");
    outputs.replace("SignUpUrl", domain + "/signup");
    outputs.replace("LogoutUrl", domain + "/logout");
    return outputs;
  }

  private String tableName() {
    return names.name(TableResource.of(template).logicalId());
  }

  private String streamArn() {
    return backends
        .dynamoDb()
        .describeTable(table -> table.tableName(tableName()))
        .table()
        .latestStreamArn();
  }

  /**
   * Functions share this machine's cores with everything else: a late reply is no sign of a
   * failure.
   */
  private static String patient(URI redis) {
    return redis.getQuery() == null ? redis + "?timeout=1s" : redis.toString();
  }
}
