package dev.freshet.local.system;

import static java.util.Map.entry;

import dev.freshet.emulators.template.PhysicalValues;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The names and ARNs that the resources of the template have here. A resource is called as
 * CloudFormation would call it, without the random part: stack, hyphen, logical id.
 */
public final class PhysicalNames implements PhysicalValues {

  /** The service part of the ARNs of each type that is asked for one. */
  private static final Map<String, String> ARN_SERVICES =
      Map.ofEntries(
          entry("AWS::Serverless::Function", "lambda"),
          entry("AWS::Lambda::Function", "lambda"),
          entry("AWS::SQS::Queue", "sqs"),
          entry("AWS::Events::EventBus", "events"),
          entry("AWS::Events::Rule", "events"),
          entry("AWS::Events::Archive", "events"),
          entry("AWS::DynamoDB::Table", "dynamodb"),
          entry("AWS::CloudFront::Function", "cloudfront"),
          entry("AWS::Logs::LogGroup", "logs"),
          entry("AWS::SecretsManager::Secret", "secretsmanager"),
          entry("AWS::IAM::Role", "iam"));

  /** What stands before the name in the ARNs of a service. */
  private static final Map<String, String> ARN_PREFIXES =
      Map.of(
          "lambda", "function:",
          "dynamodb", "table/",
          "cloudfront", "function/",
          "logs", "log-group:",
          "secretsmanager", "secret:",
          "iam", "role/");

  /** As Cognito's, which begin with the region. */
  static final String USER_POOL_ID = "us-east-1_freshet";

  private static final String USER_POOL = "AWS::Cognito::UserPool";

  private final URI queues;
  private final URI webSockets;
  private final Supplier<String> streamArn;
  private final Supplier<URI> issuer;
  private final UnaryOperator<String> secrets;

  /** Of the client that signs in, made up for this system. */
  private final String clientSecret = UUID.randomUUID().toString().replace("-", "");

  /**
   * Gives names.
   *
   * @param queues where the queues' server is
   * @param webSockets where the WebSocket API is
   * @param streamArn the table's stream, asked for when something refers to it
   * @param issuer where the user pool is, asked for when something refers to it
   */
  public PhysicalNames(
      URI queues, URI webSockets, Supplier<String> streamArn, Supplier<URI> issuer) {
    this(queues, webSockets, streamArn, issuer, id -> "secret-of-" + id);
  }

  /**
   * Gives names.
   *
   * @param secrets the values of secrets by their ids, asked for when something refers to one
   */
  PhysicalNames(
      URI queues,
      URI webSockets,
      Supplier<String> streamArn,
      Supplier<URI> issuer,
      UnaryOperator<String> secrets) {
    this.queues = queues;
    this.webSockets = webSockets;
    this.streamArn = streamArn;
    this.issuer = issuer;
    this.secrets = secrets;
  }

  @Override
  public String secret(String id) {
    return secrets.apply(id);
  }

  @Override
  public String ref(String logicalId, String type) {
    return switch (type) {
      case "AWS::SQS::Queue" -> queueUrl(logicalId);
      case "AWS::SecretsManager::Secret" -> arn(logicalId, type);
      case USER_POOL -> USER_POOL_ID;
      default -> name(logicalId);
    };
  }

  @Override
  public String attribute(String logicalId, String type, String attribute) {
    return switch (attribute) {
      case "Arn", "FunctionARN", "FunctionMetadata.FunctionARN" -> arn(logicalId, type);
      case "StreamArn" -> streamArn.get();
      case "ApiEndpoint" -> webSockets.toString();
      case "ProviderURL" -> issuer.get().toString();
      case "ClientSecret" -> clientSecret;
      case "QueueUrl" -> queueUrl(logicalId);
      case "DomainName" -> "localhost";
      default -> name(logicalId);
    };
  }

  /** The name of a resource. */
  String name(String logicalId) {
    return stackName() + "-" + logicalId;
  }

  String arn(String logicalId, String type) {
    String service = ARN_SERVICES.getOrDefault(type, "cloudformation");
    if (type.equals(USER_POOL)) {
      return String.join(
          ":", "arn:aws:cognito-idp", region(), accountId(), "userpool/" + USER_POOL_ID);
    }
    String resource = ARN_PREFIXES.getOrDefault(service, eventsPrefix(type)) + name(logicalId);
    return String.join(":", "arn:aws", service, region(), accountId(), resource);
  }

  private String queueUrl(String logicalId) {
    return queues + "/" + accountId() + "/" + name(logicalId);
  }

  private static String eventsPrefix(String type) {
    return switch (type) {
      case "AWS::Events::EventBus" -> "event-bus/";
      case "AWS::Events::Rule" -> "rule/";
      case "AWS::Events::Archive" -> "archive/";
      default -> "";
    };
  }
}
