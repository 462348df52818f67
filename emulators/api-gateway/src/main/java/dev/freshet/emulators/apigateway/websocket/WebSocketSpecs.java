package dev.freshet.emulators.apigateway.websocket;

import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import dev.freshet.emulators.template.TemplateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The WebSocket APIs of the template with their stages, routes and integrations.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html">AWS::ApiGatewayV2::Api</a>
 */
public final class WebSocketSpecs {
  private static final String API = "AWS::ApiGatewayV2::Api";
  private static final String STAGE = "AWS::ApiGatewayV2::Stage";
  private static final String ROUTE = "AWS::ApiGatewayV2::Route";
  private static final String INTEGRATION = "AWS::ApiGatewayV2::Integration";

  private static final Pattern SELECTION =
      Pattern.compile("\\$request\\.body\\.(\\w+)|\\$\\{request\\.body\\.(\\w+)}");
  private static final Pattern INVOCATION = Pattern.compile(".*/functions/(arn:.+)/invocations");

  private WebSocketSpecs() {}

  /** Reads all of them. */
  public static List<WebSocketSpec> read(Template template, PhysicalValues values) {
    return template.ofType(API).stream()
        .filter(api -> api.properties().text("ProtocolType").equals("WEBSOCKET"))
        .map(api -> read(api, template, values))
        .toList();
  }

  private static WebSocketSpec read(Resource api, Template template, PhysicalValues values) {
    String id = values.ref(api.logicalId(), API);
    Map<String, Optional<String>> routes = new HashMap<>();
    for (Resource route : of(id, template, ROUTE)) {
      routes.put(route.properties().text("RouteKey"), function(route, template, values));
    }
    Node stage =
        of(id, template, STAGE).stream()
            .findFirst()
            .map(Resource::properties)
            .orElseThrow(() -> new TemplateException(api.logicalId(), "has no stage"));
    return new WebSocketSpec(id, stage.text("StageName"), selection(api.properties()), routes);
  }

  private static List<Resource> of(String api, Template template, String type) {
    return template.ofType(type).stream()
        .filter(each -> each.properties().text("ApiId").equals(api))
        .toList();
  }

  private static String selection(Node api) {
    String expression = api.text("RouteSelectionExpression", "$request.body.action");
    Matcher matcher = SELECTION.matcher(expression);
    if (!matcher.matches()) {
      throw new TemplateException(api.path(), "route selection expression: " + expression);
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  private static Optional<String> function(
      Resource route, Template template, PhysicalValues values) {
    String target = route.properties().text("Target");
    Node integration =
        template.ofType(INTEGRATION).stream()
            .filter(
                each -> target.equals("integrations/" + values.ref(each.logicalId(), INTEGRATION)))
            .findFirst()
            .map(Resource::properties)
            .orElseThrow(() -> new TemplateException(route.logicalId(), "unknown " + target));
    return switch (integration.text("IntegrationType")) {
      case "MOCK" -> Optional.empty();
      case "AWS_PROXY" -> Optional.of(functionName(integration));
      default ->
          throw new TemplateException(
              integration.path(), "only AWS_PROXY and MOCK integrations are known here");
    };
  }

  private static String functionName(Node integration) {
    Matcher uri = INVOCATION.matcher(integration.text("IntegrationUri"));
    if (!uri.matches()) {
      throw new TemplateException(integration.path(), "IntegrationUri names no function");
    }
    return Arn.parse(uri.group(1)).name();
  }
}
