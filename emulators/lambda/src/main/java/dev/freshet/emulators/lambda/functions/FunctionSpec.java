package dev.freshet.emulators.lambda.functions;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the template says of one function.
 *
 * @param logicalId its name in the template
 * @param name its physical name, by which it is invoked
 * @param handler the handler's class name, as in the template's {@code Handler}
 * @param environment its variables, those of {@code Globals} included
 * @param timeout after which an invocation is ended
 * @param reservedConcurrency above which invocations are throttled; empty: none reserved
 */
public record FunctionSpec(
    String logicalId,
    String name,
    Arn arn,
    String handler,
    Map<String, String> environment,
    Duration timeout,
    int memoryMegabytes,
    OptionalInt reservedConcurrency,
    AsyncSpec async) {

  public FunctionSpec {
    environment = Map.copyOf(environment);
  }
}
