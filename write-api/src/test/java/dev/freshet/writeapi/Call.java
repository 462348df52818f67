package dev.freshet.writeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.freshet.domain.UserId;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.lambda.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request of a signed-in user, as API Gateway hands it to a function. */
record Call(ApiFunction function, APIGatewayProxyRequestEvent event) {
  private static final String LATER = Long.toString(Api.NOW.getEpochSecond() + 3600);

  static Call of(ApiFunction function, UserId user) {
    return new Call(function, by(user));
  }

  /** A request for nothing yet. */
  static APIGatewayProxyRequestEvent by(UserId user) {
    ProxyRequestContext context = new ProxyRequestContext();
    context.setAuthorizer(Map.of("sub", user.value(), "exp", LATER));
    context.setRequestId("request-1");
    return new APIGatewayProxyRequestEvent()
        .withRequestContext(context)
        .withHeaders(Map.of("content-type", "application/json"));
  }

  Call header(String name, String value) {
    Map<String, String> headers = new HashMap<>(event.getHeaders());
    headers.put(name, value);
    return new Call(function, event.clone().withHeaders(headers));
  }

  Call path(String name, String value) {
    return new Call(function, event.clone().withPathParameters(Map.of(name, value)));
  }

  Call body(String json) {
    return new Call(function, event.clone().withBody(json));
  }

  Answer answer() {
    return new Answer(function.handleRequest(event, LambdaContext.of("invocation-1")));
  }

  /** What API Gateway gets back. */
  record Answer(APIGatewayProxyResponseEvent event) {
    int status() {
      return event.getStatusCode();
    }

    /** An empty text if there is no such header. */
    String header(String name) {
      return event.getHeaders().getOrDefault(name, "");
    }

    String body() {
      return event.getBody();
    }

    /** Such as "400 lines[0].quantity", or the status alone where no field is named. */
    String problem() {
      Problem problem = Json.read(body(), Problem.class);
      assertThat(problem.status()).isEqualTo(status());
      return problem.field() == null ? "" + status() : status() + " " + problem.field();
    }
  }

  /** What tests ask of a problem document. */
  record Problem(int status, @Nullable String field) {}
}
