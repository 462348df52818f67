package dev.freshet.e2e.localstack;

import dev.freshet.domain.ItemKey;
import dev.freshet.e2e.platform.Account;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.platform.HeldInProxy;
import dev.freshet.e2e.platform.LettuceProbe;
import dev.freshet.e2e.platform.Platform;
import dev.freshet.e2e.platform.RedisProbe;
import dev.freshet.e2e.platform.TemplateFile;
import dev.freshet.e2e.platform.TokenAccount;
import dev.freshet.table.Table;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The template on LocalStack, with the edge, the issuer and Redis beside it. */
public final class LocalStackPlatform implements Platform {
  private static final Duration PURGE_WINDOW = Duration.ofSeconds(2);
  private static final String STACK = "freshet";
  private static final String REGION = "us-east-1";

  private final Beside beside;
  private final AwsClients aws;
  private final Map<String, String> outputs;
  private final LettuceProbe redis;

  private LocalStackPlatform(Beside beside, AwsClients aws, Map<String, String> outputs) {
    this.beside = beside;
    this.aws = aws;
    this.outputs = outputs;
    this.redis = new LettuceProbe(beside.containers().redisUrl());
  }

  /**
   * Starts containers and what stands beside them, and deploys the template.
   *
   * @throws IllegalStateException in one sentence, if there is no Docker or the stack fails
   */
  public static LocalStackPlatform start() {
    Path template = TemplateFile.find();
    Beside beside = Beside.start(template, PURGE_WINDOW);
    AwsClients aws = AwsClients.of(beside.containers().awsEndpoint(), REGION);
    try {
      Stacks stacks = new Stacks(aws.cloudFormation());
      stacks.create(
          STACK, new Packaging(aws.s3(), template).upload(), beside.parameters(PURGE_WINDOW));
      Map<String, String> outputs = stacks.outputs(STACK);
      beside.openEdge(outputs);
      return new LocalStackPlatform(beside, aws, outputs);
    } catch (RuntimeException e) {
      aws.close();
      beside.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "localstack";
  }

  @Override
  public URI edge() {
    return beside.edgeUrl();
  }

  @Override
  public Map<Capability, String> missing() {
    return Map.of(
        Capability.COGNITO,
        "an OIDC issuer in this JVM, whose tokens have Cognito's claims",
        Capability.ELASTICACHE,
        "Valkey in a container, by the template's parameter RedisUrl",
        Capability.API_GATEWAY_AUTHORIZER,
        "a script in LocalStack's own extension directory, which runs the template's authorizer"
            + " and gateway responses; not used where LOCALSTACK_AUTH_TOKEN is set",
        Capability.EDGE,
        "the local system's edge in this JVM, read from the template, before LocalStack's API"
            + " Gateway; functions purge it through CloudFront's own wire protocol");
  }

  @Override
  public Account signUp(String nickname) {
    Table table = new Table(dynamoDb(), output("TableName"), Clock.systemUTC());
    return TokenAccount.signUp(nickname, table, beside.issuer()::token, redis, patience());
  }

  @Override
  public String output(String name) {
    return Objects.requireNonNull(outputs.get(name), () -> "the stack has no output " + name);
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return aws.dynamoDb();
  }

  @Override
  public SqsClient sqs() {
    return aws.sqs();
  }

  @Override
  public EventBridgeClient events() {
    return aws.events();
  }

  @Override
  public Duration purgeWindow() {
    return PURGE_WINDOW;
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(90);
  }

  /** Event sources poll here as often as LocalStack lets them, and containers share two cores. */
  @Override
  public Duration evictionTarget() {
    return Duration.ofSeconds(5);
  }

  @Override
  public RedisProbe redis() {
    return redis;
  }

  @Override
  public HeldLoad holdNextLoad(ItemKey item) {
    return HeldInProxy.next(item, beside.tableProxy().faults(), patience());
  }

  @Override
  public Undo unrulyBus() {
    return new Replay(events(), sqs(), output("EventBusName"));
  }

  @Override
  public Undo stopRedis() {
    beside.containers().killRedis();
    return beside.containers()::startRedis;
  }

  @Override
  public void close() {
    redis.close();
    aws.close();
    beside.close();
  }
}
