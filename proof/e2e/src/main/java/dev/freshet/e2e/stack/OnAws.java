package dev.freshet.e2e.stack;

import dev.freshet.e2e.platform.Account;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.platform.PurgeWatch;
import dev.freshet.e2e.platform.RedisProbe;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** AWS itself: users come from the stack's Cognito pool and send requests to CloudFront. */
final class OnAws implements Surroundings {
  private final DeployedStack stack;
  private final CognitoPool pool;

  private OnAws(DeployedStack stack, CognitoPool pool) {
    this.stack = stack;
    this.pool = pool;
  }

  static OnAws start(DeployedStack stack) {
    return new OnAws(
        stack, CognitoPool.of(URI.create(stack.output("Issuer")), stack.output("TestClientId")));
  }

  @Override
  public URI edge() {
    return URI.create(stack.output("EdgeUrl"));
  }

  @Override
  public Map<Capability, String> missing() {
    String elsewhere = "the platforms embedded and localstack";
    return Map.of(
        Capability.HOSTED_LOGIN,
            "the platform embedded: Cognito's pages want a browser and a mailbox",
        Capability.LOOK_INTO_REDIS, elsewhere + ": ElastiCache is reachable from its VPC only",
        Capability.WATCH_PURGES, elsewhere + ": CloudFront does not tell when it is called",
        Capability.TOKENS_OF_ANY_LIFETIME, elsewhere + ": Cognito gives them five minutes or more");
  }

  @Override
  public Account signUp(String nickname, Duration patience, String... groups) {
    return pool.signUp(nickname, stack.table(), groups);
  }

  @Override
  public RedisProbe redis() {
    throw new UnsupportedOperationException("ElastiCache is reachable from its VPC only");
  }

  @Override
  public PurgeWatch purges() {
    throw new UnsupportedOperationException("CloudFront does not tell when it is called");
  }

  @Override
  public void close() {
    pool.close();
  }
}
