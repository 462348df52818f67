package dev.freshet.e2e.stack;

import dev.freshet.e2e.platform.Platform;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Until closed, a function's handler is a missing class, as after a faulty deployment. */
final class BrokenFunction implements Platform.Undo {
  private final LambdaClient lambda;
  private final String function;
  private final String handler;

  BrokenFunction(LambdaClient lambda, String function) {
    this.lambda = lambda;
    this.function = function;
    handler = lambda.getFunctionConfiguration(get -> get.functionName(function)).handler();
    setHandler(handler + "ThatIsNotThere");
  }

  @Override
  public void close() {
    setHandler(handler);
  }

  private void setHandler(String wanted) {
    lambda.updateFunctionConfiguration(update -> update.functionName(function).handler(wanted));
    lambda.waiter().waitUntilFunctionUpdatedV2(get -> get.functionName(function));
  }
}
