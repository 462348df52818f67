package dev.freshet.writeapi;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;

/** What Lambda says of an invocation. Every question but those that functions here ask fails. */
final class LambdaContext {
  private LambdaContext() {}

  static Context of(String requestId) {
    return of(requestId, 10_000);
  }

  static Context of(String requestId, int remainingMillis) {
    return (Context)
        Proxy.newProxyInstance(
            LambdaContext.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              if (method.getName().equals("getAwsRequestId")) {
                return requestId;
              }
              if (method.getName().equals("getRemainingTimeInMillis")) {
                return remainingMillis;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
