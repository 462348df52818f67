package dev.freshet.e2e.localstack;

import dev.freshet.domain.ItemKey;
import dev.freshet.e2e.platform.Account;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.platform.HeldInProxy;
import dev.freshet.e2e.platform.LettuceProbe;
import dev.freshet.e2e.platform.PurgeWatch;
import dev.freshet.e2e.platform.RedisProbe;
import dev.freshet.e2e.platform.StackTemplate;
import dev.freshet.e2e.platform.TokenAccount;
import dev.freshet.e2e.stack.DeployedPlatform;
import dev.freshet.e2e.stack.DeployedStack;
import dev.freshet.e2e.stack.LocalStackGaps;
import dev.freshet.e2e.stack.StandInEdge;
import dev.freshet.local.system.RunningStack;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The template on LocalStack, with the edge, the issuer and Redis beside it. */
public final class LocalStackPlatform extends DeployedPlatform {
  private static final Duration PURGE_WINDOW = Duration.ofSeconds(2);
  private static final String STACK = "freshet";

  /** The target of operators' commands. */
  private static final Set<String> SERVICES =
      Set.of("DynamoDb", "DynamoDbStreams", "EventBridge", "Lambda", "Sqs");

  private final Beside beside;
  private final StandInEdge edge;
  private final LettuceProbe redis;

  private LocalStackPlatform(Beside beside, DeployedStack stack, StandInEdge edge) {
    super(stack);
    this.beside = beside;
    this.edge = edge;
    this.redis = new LettuceProbe(beside.containers().redisUrl());
  }

  /**
   * Starts the containers and additions, and deploys the template.
   *
   * @throws IllegalStateException in one sentence, if Docker is missing or the stack fails
   */
  public static LocalStackPlatform start() {
    Path template = StackTemplate.find();
    Beside beside = Beside.start();
    try {
      URI aws = beside.containers().awsEndpoint();
      DeployedStack stack =
          DeployedStack.deploy(aws, STACK, template, beside.parameters(PURGE_WINDOW));
      return new LocalStackPlatform(
          beside,
          stack,
          StandInEdge.start(template, stack, aws, beside.cloudFront(), UnaryOperator.identity()));
    } catch (RuntimeException e) {
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
    return edge.url();
  }

  @Override
  public Map<Capability, String> missing() {
    return LocalStackGaps.coveredBy("Valkey in a container, by the template's parameter RedisUrl");
  }

  @Override
  public Account signUp(String nickname, String... groups) {
    return TokenAccount.signUp(
        nickname, stack().table(), beside.issuer(), List.of(groups), redis, patience());
  }

  @Override
  public RedisProbe redis() {
    return redis;
  }

  @Override
  public PurgeWatch purges() {
    return edge.purges();
  }

  @Override
  public HeldLoad holdNextLoad(ItemKey item) {
    return HeldInProxy.next(item, beside.tableProxy().faults(), patience());
  }

  @Override
  public RunningStack runningStack() {
    URI aws = beside.containers().awsEndpoint();
    return stack().running(SERVICES.stream().collect(Collectors.toMap(each -> each, _ -> aws)));
  }

  @Override
  public Undo breakPublisher() {
    return stack().breakPublisher();
  }

  @Override
  public Undo stopRedis() {
    beside.containers().killRedis();
    return beside.containers()::startRedis;
  }

  @Override
  public void close() {
    redis.close();
    edge.close();
    super.close();
    beside.close();
  }
}
