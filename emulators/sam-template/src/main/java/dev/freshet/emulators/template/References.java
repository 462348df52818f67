package dev.freshet.emulators.template;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What {@code Ref} and {@code Fn::GetAtt} name: pseudo parameters, parameters and resources. */
final class References {
  private static final String API = "AWS::Serverless::Api";
  private static final String STAGE = ".Stage";

  /**
   * {@code Ref: Function.Alias} is the ARN of the alias that SAM makes for {@code
   * AutoPublishAlias}.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html">Resources
   *     generated for a function</a>
   */
  private static final String ALIAS = ".Alias";

  private final Parameters parameters;
  private final PhysicalValues values;

  /** The types of the resources that exist, by logical id. */
  private final Map<String, String> types;

  /** The logical ids of resources whose condition is false. */
  private final Set<String> absent;

  private final UnaryOperator<String> stages;

  /** The name of a function's alias, by the function's logical id. */
  private final UnaryOperator<String> aliases;

  /**
   * @param aliases the name of the alias of the function with this logical id
   * @param stages the name of the stage of the API with this logical id
   */
  References(
      Parameters parameters,
      PhysicalValues values,
      Map<String, String> types,
      Set<String> absent,
      UnaryOperator<String> aliases,
      UnaryOperator<String> stages) {
    this.stages = stages;
    this.parameters = parameters;
    this.values = values;
    this.types = types;
    this.absent = absent;
    this.aliases = aliases;
  }

  Object ref(String name, String path) {
    if (name.startsWith("AWS::")) {
      return pseudo(name, path);
    }
    return name.endsWith(ALIAS)
        ? alias(name.substring(0, name.length() - ALIAS.length()), path)
        : parameters.find(name).orElseGet(() -> ofResource(name, path));
  }

  /** The stage that SAM makes for an API is referred to as {@code Api.Stage}. */
  private String ofResource(String name, String path) {
    String api = name.endsWith(STAGE) ? name.substring(0, name.length() - STAGE.length()) : "";
    return API.equals(types.get(api)) ? stages.apply(api) : values.ref(name, type(name, path));
  }

  String secretsIn(String text, String path) {
    return DynamicReferences.resolved(text, values, path);
  }

  String attribute(String logicalId, String attribute, String path) {
    return attribute.equals("Alias")
        ? alias(logicalId, path)
        : values.attribute(logicalId, type(logicalId, path), attribute);
  }

  private String alias(String function, String path) {
    return values.attribute(function, type(function, path), "Arn") + ":" + aliases.apply(function);
  }

  private Object pseudo(String name, String path) {
    return switch (name) {
      case "AWS::AccountId" -> values.accountId();
      case "AWS::NoValue" -> Intrinsics.NO_VALUE;
      case "AWS::Partition" -> "aws";
      case "AWS::Region" -> values.region();
      case "AWS::StackId" -> stackId();
      case "AWS::StackName" -> values.stackName();
      case "AWS::URLSuffix" -> "amazonaws.com";
      default -> throw new TemplateException(path, "unknown pseudo parameter " + name);
    };
  }

  private String stackId() {
    String owner = values.region() + ":" + values.accountId();
    return "arn:aws:cloudformation:"
        + owner
        + ":stack/"
        + values.stackName()
        + "/00000000-0000-0000-0000-000000000000";
  }

  private String type(String logicalId, String path) {
    String type = types.get(logicalId);
    if (type == null) {
      throw new TemplateException(
          path,
          absent.contains(logicalId)
              ? logicalId + " is not there: its condition is false"
              : "unknown parameter or resource " + logicalId);
    }
    return type;
  }
}
