package dev.freshet.e2e.stack;

import dev.freshet.domain.ItemKey;
import dev.freshet.e2e.platform.Account;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.platform.PurgeWatch;
import dev.freshet.e2e.platform.RedisProbe;
import dev.freshet.local.system.RunningStack;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The deployed stack in {@code -De2e.stack}: on AWS by the environment's profile, on a LocalStack
 * by {@code AWS_ENDPOINT_URL}.
 */
public final class StackPlatform extends DeployedPlatform {
  private static final String COVERED =
      "the platforms embedded and localstack, which start the system and so can break it";

  private final Surroundings surroundings;

  private StackPlatform(DeployedStack stack, Surroundings surroundings) {
    super(stack);
    this.surroundings = surroundings;
  }

  /**
   * Finds the stack and starts replacements of missing services.
   *
   * @throws IllegalStateException in one sentence, if the stack is not named, not found or not
   *     complete
   */
  public static StackPlatform start() {
    String name = System.getProperty("e2e.stack", "");
    if (name.isEmpty()) {
      throw new IllegalStateException("platform stack needs a stack's name: -De2e.stack=NAME");
    }
    DeployedStack stack = DeployedStack.find(name);
    try {
      return new StackPlatform(
          stack,
          Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL"))
              .<Surroundings>map(
                  url -> OnLocalStack.start(stack, URI.create(url), UnaryOperator.identity()))
              .orElseGet(() -> OnAws.start(stack)));
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "stack";
  }

  @Override
  public URI edge() {
    return surroundings.edge();
  }

  @Override
  public Map<Capability, String> missing() {
    Map<Capability, String> missing = new EnumMap<>(surroundings.missing());
    missing.put(Capability.HOLD_LOADS, COVERED);
    missing.put(Capability.STOP_REDIS, COVERED);
    missing.put(Capability.BREAK_PUBLISHER, COVERED);
    return missing;
  }

  @Override
  public Account signUp(String nickname, String... groups) {
    return surroundings.signUp(nickname, patience(), groups);
  }

  @Override
  public RedisProbe redis() {
    return surroundings.redis();
  }

  @Override
  public PurgeWatch purges() {
    return surroundings.purges();
  }

  @Override
  public HeldLoad holdNextLoad(ItemKey item) {
    throw new UnsupportedOperationException("nothing stands before the table of a stack");
  }

  @Override
  public RunningStack runningStack() {
    return stack().running(Map.of());
  }

  @Override
  public Undo breakPublisher() {
    throw new UnsupportedOperationException("the functions of a stack are not ours to break");
  }

  @Override
  public Undo stopRedis() {
    throw new UnsupportedOperationException("the Redis of a stack is not ours to stop");
  }

  @Override
  public void close() {
    surroundings.close();
    super.close();
  }
}
