package dev.freshet.emulators.apigateway;

import dev.freshet.emulators.lambda.functions.FunctionSpecs;
import dev.freshet.emulators.lambda.functions.FunctionSpecs.Event;
import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The REST APIs of the template with the routes that functions' {@code Api} events give them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html">AWS::Serverless::Api</a>
 */
public final class ApiSpecs {
  private static final String API = "AWS::Serverless::Api";
  private static final String GATEWAY_RESPONSE = "AWS::ApiGateway::GatewayResponse";
  private static final String HEADER = "gatewayresponse.header.";

  private ApiSpecs() {}

  /** Reads all APIs. */
  public static List<ApiSpec> read(Template template, PhysicalValues values) {
    return template.ofType(API).stream().map(api -> read(api, template, values)).toList();
  }

  private static ApiSpec read(Resource api, Template template, PhysicalValues values) {
    String id = values.ref(api.logicalId(), API);
    Authorizers authorizers = Authorizers.of(api.properties());
    List<RouteSpec> routes =
        FunctionSpecs.events(template, "Api").stream()
            .filter(event -> event.properties().text("RestApiId").equals(id))
            .map(event -> route(event, authorizers, keyRequired(api.properties(), false), values))
            .toList();
    String stage = api.properties().text("StageName");
    return new ApiSpec(
        id,
        stage,
        routes,
        api.properties().find("Cors").map(node -> cors(node, authorizers)),
        api.properties().find("BinaryMediaTypes").map(Node::texts).orElse(List.of()),
        UsagePlans.of(id, stage, template, values),
        gatewayResponses(api, id, template));
  }

  /** SAM takes an empty text, such as a parameter's, for false. */
  private static boolean keyRequired(Node properties, boolean otherwise) {
    return properties
        .find("Auth")
        .flatMap(auth -> auth.find("ApiKeyRequired"))
        .map(required -> !required.text().isEmpty() && required.bool())
        .orElse(otherwise);
  }

  private static RouteSpec route(
      Event event, Authorizers authorizers, boolean keyRequired, PhysicalValues values) {
    String method = event.properties().text("Method").toUpperCase(Locale.ROOT);
    return new RouteSpec(
        event.properties().text("Path"),
        method.equals("X-AMAZON-APIGATEWAY-ANY-METHOD") ? "ANY" : method,
        FunctionSpecs.name(event.function(), values),
        authorizers.of(event),
        keyRequired(event.properties(), keyRequired));
  }

  private static CorsSpec cors(Node node, Authorizers authorizers) {
    if (!node.isMapping()) {
      return new CorsSpec(
          unquoted(node.text()),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          authorizers.ofPreflights());
    }
    return new CorsSpec(
        unquoted(node.text("AllowOrigin")),
        node.find("AllowMethods").map(ApiSpecs::unquoted),
        node.find("AllowHeaders").map(ApiSpecs::unquoted),
        node.find("MaxAge").map(ApiSpecs::unquoted),
        node.bool("AllowCredentials", false),
        authorizers.ofPreflights());
  }

  private static Map<String, GatewayResponseSpec> gatewayResponses(
      Resource api, String id, Template template) {
    Map<String, GatewayResponseSpec> responses = new HashMap<>();
    api.properties()
        .find("GatewayResponses")
        .map(Node::entries)
        .orElse(Map.of())
        .forEach((type, node) -> responses.put(type, inApi(node)));
    template.ofType(GATEWAY_RESPONSE).stream()
        .map(Resource::properties)
        .filter(node -> node.text("RestApiId").equals(id))
        .forEach(node -> responses.put(node.text("ResponseType"), ofItsOwn(node)));
    return responses;
  }

  private static GatewayResponseSpec inApi(Node node) {
    return new GatewayResponseSpec(
        node.find("StatusCode").map(Node::integer),
        node.find("ResponseParameters")
            .flatMap(parameters -> parameters.find("Headers"))
            .map(ApiSpecs::texts)
            .orElse(Map.of()),
        node.find("ResponseTemplates").map(ApiSpecs::texts).orElse(Map.of()));
  }

  private static GatewayResponseSpec ofItsOwn(Node node) {
    Map<String, String> headers = new HashMap<>();
    node.find("ResponseParameters")
        .map(ApiSpecs::texts)
        .orElse(Map.of())
        .forEach((name, value) -> {
          if (name.startsWith(HEADER)) {
            headers.put(name.substring(HEADER.length()), value);
          }
        });
    return new GatewayResponseSpec(
        node.find("StatusCode").map(Node::integer),
        headers,
        node.find("ResponseTemplates").map(ApiSpecs::texts).orElse(Map.of()));
  }

  private static Map<String, String> texts(Node mapping) {
    Map<String, String> texts = new HashMap<>();
    mapping.entries().forEach((key, node) -> texts.put(key, node.text()));
    return texts;
  }

  private static String unquoted(Node node) {
    return unquoted(node.text());
  }

  private static String unquoted(String text) {
    return text.length() > 1 && text.startsWith("'") && text.endsWith("'")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
