package dev.freshet.emulators.apigateway;

import java.time.Duration;
import java.util.Optional;

/**
 * A Lambda authorizer of the TOKEN type.
 *
 * @param function the physical name of the function
 * @param header whose value is the token
 * @param validation what a token must match before the function is asked
 * @param timeToLive how long a result is cached by token; zero: it is not
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html">Configure
 *     an API Gateway Lambda authorizer</a>
 */
public record AuthorizerSpec(
    String name, String function, String header, Optional<String> validation, Duration timeToLive)
    implements Authorizer {

  /** What API Gateway caches for where the template says nothing. */
  public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofMinutes(5);
}
