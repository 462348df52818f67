package dev.freshet.e2e.stack;

import dev.freshet.e2e.platform.Platform;
import dev.freshet.local.system.RunningStack;
import dev.freshet.table.Table;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** An existing stack, its outputs, and clients of its services. */
public final class DeployedStack implements AutoCloseable {
  private final AwsClients aws;
  private final Map<String, String> outputs;
  private final Map<String, String> parameters;

  private DeployedStack(
      AwsClients aws, Map<String, String> outputs, Map<String, String> parameters) {
    this.aws = aws;
    this.outputs = outputs;
    this.parameters = parameters;
  }

  /**
   * A stack on the environment's AWS or LocalStack.
   *
   * @throws IllegalStateException if it does not exist or is not complete
   */
  static DeployedStack find(String name) {
    return of(AwsClients.fromEnvironment(), name);
  }

  /**
   * Deploys a template to a LocalStack and waits until it is complete.
   *
   * @throws IllegalStateException with the reasons, if it fails
   */
  public static DeployedStack deploy(
      URI endpoint, String name, Path template, Map<String, String> parameters) {
    AwsClients aws = AwsClients.of(endpoint);
    try {
      new Stacks(aws.cloudFormation())
          .create(name, new Packaging(aws.s3(), template).upload(), parameters);
      return of(aws, name);
    } catch (RuntimeException e) {
      aws.close();
      throw e;
    }
  }

  private static DeployedStack of(AwsClients aws, String name) {
    Stacks stacks = new Stacks(aws.cloudFormation());
    return new DeployedStack(aws, stacks.outputs(name), stacks.parameters(name));
  }

  public String output(String name) {
    return Objects.requireNonNull(outputs.get(name), () -> "the stack has no output " + name);
  }

  /** The key by which the API knows the distribution. */
  String originKey() {
    return aws.secrets()
        .getSecretValue(request -> request.secretId(output("OriginKeySecret")))
        .secretString();
  }

  public AwsClients aws() {
    return aws;
  }

  /** The purge window of the stack. */
  public Duration purgeWindow() {
    String seconds = parameters.get("PurgeWindowSeconds");
    return Duration.ofSeconds(
        Long.parseLong(
            Objects.requireNonNull(seconds, "the stack has no parameter PurgeWindowSeconds")));
  }

  public Table table() {
    return new Table(aws.dynamoDb(), output("TableName"), Clock.systemUTC());
  }

  /** Until closed, the stack's bus repeats and reorders events. */
  public Platform.Undo unrulyBus() {
    return new RepeatedEvents(aws.events(), aws.sqs(), output("EventBusName"));
  }

  /** Until closed, deploys a ChangePublisher that cannot start. */
  public Platform.Undo breakPublisher() {
    return new BrokenFunction(aws.lambda(), output("ChangePublisherName"));
  }

  /**
   * The stack for operators' commands.
   *
   * @param endpoints of its services, by the SDK's names; empty: from the environment
   */
  public RunningStack running(Map<String, URI> endpoints) {
    return new RunningStack(outputs, endpoints);
  }

  @Override
  public void close() {
    aws.close();
  }
}
