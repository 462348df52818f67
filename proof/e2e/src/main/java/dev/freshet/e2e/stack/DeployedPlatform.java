package dev.freshet.e2e.stack;

import dev.freshet.e2e.platform.Platform;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The common parts of platforms whose functions run outside this JVM. */
public abstract class DeployedPlatform implements Platform {
  private final DeployedStack stack;

  protected DeployedPlatform(DeployedStack stack) {
    this.stack = stack;
  }

  protected final DeployedStack stack() {
    return stack;
  }

  @Override
  public final String output(String name) {
    return stack.output(name);
  }

  @Override
  public final DynamoDbClient dynamoDb() {
    return stack.aws().dynamoDb();
  }

  @Override
  public final SqsClient sqs() {
    return stack.aws().sqs();
  }

  @Override
  public final EventBridgeClient events() {
    return stack.aws().events();
  }

  @Override
  public final Duration purgeWindow() {
    return stack.purgeWindow();
  }

  /** Includes cold starts. */
  @Override
  public Duration patience() {
    return Duration.ofSeconds(90);
  }

  /** Streams are polled a few times a second, and a function may have to start. */
  @Override
  public Duration evictionTarget() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Undo unrulyBus() {
    return stack.unrulyBus();
  }

  @Override
  public void close() {
    stack.close();
  }
}
