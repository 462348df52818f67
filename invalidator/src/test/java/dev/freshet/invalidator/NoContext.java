package dev.freshet.invalidator;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;

/** For handlers that do not ask for their context: every question fails. */
public final class NoContext {
  private NoContext() {}

  public static Context create() {
    return (Context)
        Proxy.newProxyInstance(
            NoContext.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
