package dev.freshet.e2e.stack;

import dev.freshet.e2e.platform.Platform;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A function whose handler is a class that is not there, until closed: a deployment gone wrong. */
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
