package dev.freshet.e2e.stack;

import dev.freshet.e2e.platform.Account;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.platform.LettuceProbe;
import dev.freshet.e2e.platform.PurgeWatch;
import dev.freshet.e2e.platform.RedisProbe;
import dev.freshet.e2e.platform.StackTemplate;
import dev.freshet.e2e.platform.TokenAccount;
import dev.freshet.emulators.cloudfront.edge.EdgeOptions;
import dev.freshet.local.system.TokenIssuer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A running LocalStack with its own Redis. This class starts the issuer and the CloudFront of the
 * stack at the addresses in the stack's parameters.
 */
final class OnLocalStack implements Surroundings {
  private static final String CLOUDFRONT = "AWS_ENDPOINT_URL_CLOUDFRONT";

  private final DeployedStack stack;
  private final TokenIssuer issuer;
  private final StandInEdge edge;
  private final LettuceProbe redis;

  private OnLocalStack(
      DeployedStack stack, TokenIssuer issuer, StandInEdge edge, LettuceProbe redis) {
    this.stack = stack;
    this.issuer = issuer;
    this.edge = edge;
    this.redis = redis;
  }

  /**
   * Starts them.
   *
   * @param settings of the edge, beyond those that the stack decides
   */
  static OnLocalStack start(
      DeployedStack stack, URI localStack, UnaryOperator<EdgeOptions> settings) {
    StandInEdge edge =
        StandInEdge.start(StackTemplate.find(), stack, localStack, cloudFront(), settings);
    URI issuer = URI.create(stack.output("Issuer"));
    return new OnLocalStack(
        stack,
        TokenIssuer.start(stack.output("ClientId"), address(issuer), issuer.getPort()),
        edge,
        new LettuceProbe(URI.create(stack.output("RedisUrl"))));
  }

  @Override
  public URI edge() {
    return edge.url();
  }

  @Override
  public Map<Capability, String> missing() {
    return LocalStackGaps.coveredBy("the Redis that the template's parameter RedisUrl names");
  }

  @Override
  public Account signUp(String nickname, Duration patience, String... groups) {
    return TokenAccount.signUp(nickname, stack.table(), issuer, List.of(groups), redis, patience);
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
  public void close() {
    redis.close();
    edge.close();
    issuer.close();
  }

  private static URI cloudFront() {
    String address = System.getenv(CLOUDFRONT);
    if (address == null) {
      throw new IllegalStateException(
          CLOUDFRONT
              + " is not set: it must be the address of this machine at which the stack's"
              + " functions look for CloudFront, as in docs/testing.md");
    }
    return URI.create(address);
  }

  private static InetAddress address(URI issuer) {
    try {
      return InetAddress.getByName(issuer.getHost());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("no such address: " + issuer, e);
    }
  }
}
