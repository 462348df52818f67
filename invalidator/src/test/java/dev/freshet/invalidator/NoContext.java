package dev.freshet.invalidator;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** For handlers that ask their context for nothing but the time that is left. */
public final class NoContext {
  private NoContext() {}

  public static Context create() {
    return withTimeLeft(Duration.ofMinutes(1));
  }

  public static Context withTimeLeft(Duration time) {
    return (Context)
        Proxy.newProxyInstance(
            NoContext.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              if (method.getName().equals("getRemainingTimeInMillis")) {
                return Math.toIntExact(time.toMillis());
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
