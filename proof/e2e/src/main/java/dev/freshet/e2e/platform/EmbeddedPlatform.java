package dev.freshet.e2e.platform;

import dev.freshet.domain.ItemKey;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.RunningStack;
import dev.freshet.local.system.SystemOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The local system in this JVM. */
public final class EmbeddedPlatform implements Platform {
  private static final Duration PURGE_WINDOW = Duration.ofSeconds(1);

  private final LocalSystem system;
  private final LettuceProbe redis;
  private final EventBridgeClient events;
  private final PurgeWatch purges = new PurgeWatch();

  private EmbeddedPlatform(LocalSystem system) {
    this.system = system;
    redis = new LettuceProbe(system.redis().uri());
    system.edge().onInvalidated(purges);
    events = EventBridgeClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
  }

  /** Starts it from the project's template, or from the one that {@code freshet.template} names. */
  public static EmbeddedPlatform start() {
    Path template = StackTemplate.find();
    return new EmbeddedPlatform(
        LocalSystem.start(
            SystemOptions.of(template)
                .purgeWindow(PURGE_WINDOW)
                .parameter("SavedAnswersPerPaidPurge", "2")));
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public URI edge() {
    return system.url();
  }

  @Override
  public Map<Capability, String> missing() {
    return Map.of(
        Capability.COGNITO, "a user pool in this JVM, whose tokens have Cognito's claims",
        Capability.ELASTICACHE, "a Redis server on this machine",
        Capability.FUNCTIONS_FROM_ZIPS,
            "the handler classes in this JVM, each with its own environment, through the serializers"
                + " of AWS's Java runtime");
  }

  @Override
  public Account signUp(String nickname, String... groups) {
    return TokenAccount.signUp(
        nickname, system.table(), system.tokens(), List.of(groups), redis, patience());
  }

  @Override
  public String output(String name) {
    return system.output(name);
  }

  @Override
  public RunningStack runningStack() {
    return RunningStack.of(system);
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return system.dynamoDb();
  }

  @Override
  public SqsClient sqs() {
    return system.sqs();
  }

  @Override
  public EventBridgeClient events() {
    return events;
  }

  @Override
  public Duration purgeWindow() {
    return PURGE_WINDOW;
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Duration evictionTarget() {
    return Duration.ofMillis(300);
  }

  @Override
  public RedisProbe redis() {
    return redis;
  }

  @Override
  public PurgeWatch purges() {
    return purges;
  }

  @Override
  public HeldLoad holdNextLoad(ItemKey item) {
    return HeldInProxy.next(item, system.tableFaults(), patience());
  }

  @Override
  public Undo unrulyBus() {
    system.busFaults().duplicate(2);
    system.busFaults().reorder(2, Duration.ofMillis(500));
    return system.busFaults()::clear;
  }

  @Override
  public Undo breakPublisher() {
    String fault = "function-crash";
    system.faults().set(fault, Map.of("function", "ChangePublisher", "when", "start", "rate", "1"));
    return () -> system.faults().clear(fault);
  }

  @Override
  public Undo stopRedis() {
    system.redis().kill();
    return system.redis()::restart;
  }

  @Override
  public void close() {
    events.close();
    redis.close();
    system.close();
  }
}
