package dev.freshet.emulators.apigateway;

import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.lambda.functions.FunctionSpecs.Event;
import dev.freshet.emulators.template.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code Auth} of an API: its authorizers, and which of them guards what.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html">ApiAuth</a>
 */
record Authorizers(
    Map<String, Authorizer> byName, Optional<String> byDefault, boolean onPreflights) {

  static Authorizers of(Node api) {
    Optional<Node> auth = api.find("Auth");
    Map<String, Authorizer> byName = new HashMap<>();
    auth.flatMap(node -> node.find("Authorizers"))
        .map(Node::entries)
        .orElse(Map.of())
        .forEach((name, node) -> byName.put(name, authorizer(name, node)));
    return new Authorizers(
        byName,
        auth.flatMap(node -> node.find("DefaultAuthorizer")).map(Node::text),
        auth.map(node -> node.bool("AddDefaultAuthorizerToCorsPreflight", true)).orElse(false));
  }

  /** The authorizer of an {@code Api} event: its own, the default one, or none. */
  Optional<Authorizer> of(Event event) {
    return event
        .properties()
        .find("Auth")
        .flatMap(auth -> auth.find("Authorizer"))
        .map(Node::text)
        .or(this::byDefault)
        .filter(name -> !name.equals("NONE"))
        .map(this::named);
  }

  /** The authorizer that SAM puts on preflight requests. */
  Optional<Authorizer> ofPreflights() {
    return byDefault.filter(_ -> onPreflights).map(this::named);
  }

  private Authorizer named(String name) {
    Authorizer authorizer = byName.get(name);
    if (authorizer == null) {
      throw new IllegalArgumentException("the API has no authorizer " + name);
    }
    return authorizer;
  }

  private static Authorizer authorizer(String name, Node node) {
    return node.has("UserPoolArn") ? userPool(name, node) : lambda(name, node);
  }

  private static UserPoolAuthorizerSpec userPool(String name, Node node) {
    Node pools = node.get("UserPoolArn");
    Optional<Node> identity = node.find("Identity");
    return new UserPoolAuthorizerSpec(
        name,
        pools.isList() ? pools.texts() : List.of(pools.text()),
        identity.map(each -> each.text("Header", "Authorization")).orElse("Authorization"),
        identity.flatMap(each -> each.find("ValidationExpression")).map(Node::text),
        node.find("AuthorizationScopes").map(list -> Set.copyOf(list.texts())).orElse(Set.of()));
  }

  private static AuthorizerSpec lambda(String name, Node node) {
    if (!node.text("FunctionPayloadType", "TOKEN").equals("TOKEN")) {
      throw new IllegalArgumentException(node + ": only TOKEN authorizers are known here");
    }
    Optional<Node> identity = node.find("Identity");
    return new AuthorizerSpec(
        name,
        Arn.parse(node.text("FunctionArn")).name(),
        identity.map(each -> each.text("Header", "Authorization")).orElse("Authorization"),
        identity.flatMap(each -> each.find("ValidationExpression")).map(Node::text),
        identity
            .flatMap(each -> each.find("ReauthorizeEvery"))
            .map(each -> Duration.ofSeconds(each.integer()))
            .orElse(AuthorizerSpec.DEFAULT_TIME_TO_LIVE));
  }
}
