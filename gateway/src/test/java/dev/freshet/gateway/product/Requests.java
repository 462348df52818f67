package dev.freshet.gateway.product;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.freshet.lambda.http.ApiFunction;
import java.lang.reflect.Proxy;

/** Calls functions as Lambda does. */
final class Requests {
  /** The function asks it for nothing: API Gateway's request has an id. */
  private static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> "");

  private Requests() {}

  static APIGatewayProxyResponseEvent answer(
      ApiFunction function, APIGatewayProxyRequestEvent event) {
    return function.handleRequest(event, CONTEXT);
  }
}
