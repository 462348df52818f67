package dev.freshet.emulators.lambda.functions;

import dev.freshet.emulators.lambda.functions.InvokeResult.FunctionError;
import dev.freshet.emulators.lambda.functions.InvokeResult.Success;
import dev.freshet.emulators.lambda.functions.InvokeResult.Throttled;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;

/**
 * Lambda's {@code Invoke} over HTTP, for the SDK's {@code LambdaClient}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class LambdaApi implements HttpService {
  private static final HeaderName INVOCATION_TYPE = HeaderNames.create("X-Amz-Invocation-Type");
  private static final HeaderName FUNCTION_ERROR = HeaderNames.create("X-Amz-Function-Error");
  private static final HeaderName EXECUTED_VERSION = HeaderNames.create("X-Amz-Executed-Version");
  private static final HeaderName REQUEST_ID = HeaderNames.create("x-amzn-RequestId");
  private static final HeaderName ERROR_TYPE = HeaderNames.create("x-amzn-ErrorType");

  private final Functions functions;

  public LambdaApi(Functions functions) {
    this.functions = functions;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/2015-03-31/functions/{name}/invocations", this::invoke);
  }

  private void invoke(ServerRequest request, ServerResponse response) throws InterruptedException {
    String named = request.path().pathParameters().get("name");
    String name = named.startsWith("arn:") ? Arn.parse(named).name() : named.split(":", 2)[0];
    String body = request.content().hasEntity() ? request.content().as(String.class) : "";
    String event = body.isEmpty() ? "{}" : body;
    if (Json.parse(event).isEmpty()) {
      refuse(
          response,
          400,
          "InvalidRequestContentException",
          "Could not parse request body into json");
      return;
    }
    try {
      dispatch(
          request.headers().first(INVOCATION_TYPE).orElse("RequestResponse"),
          name,
          event,
          response);
    } catch (NoSuchFunctionException e) {
      refuse(response, 404, "ResourceNotFoundException", e.getMessage());
    } catch (PayloadTooLargeException e) {
      refuse(response, 413, "RequestTooLargeException", e.getMessage());
    }
  }

  private void dispatch(String type, String name, String event, ServerResponse response)
      throws InterruptedException {
    switch (type.toLowerCase(Locale.ROOT)) {
      case "event" -> {
        response.header(REQUEST_ID, functions.invokeAsync(name, event));
        response.status(Status.ACCEPTED_202).send();
      }
      case "dryrun" -> {
        functions.spec(name);
        response.status(Status.NO_CONTENT_204).send();
      }
      case "requestresponse" -> answer(functions.invoke(name, event), response);
      default ->
          refuse(
              response, 400, "InvalidParameterValueException", "Unknown invocation type: " + type);
    }
  }

  private static void answer(InvokeResult result, ServerResponse response) {
    response.header(REQUEST_ID, result.requestId()).header(EXECUTED_VERSION, "$LATEST");
    switch (result) {
      case Success success -> response.send(success.payload());
      case FunctionError error ->
          response.header(FUNCTION_ERROR, FunctionError.KIND).send(error.payload());
      case Throttled _ -> refuse(response, 429, "TooManyRequestsException", "Rate Exceeded.");
    }
  }

  private static void refuse(
      ServerResponse response,
      int status,
      String type,
      @org.jspecify.annotations.Nullable String message) {
    response
        .status(status)
        .header(ERROR_TYPE, type)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .send(Json.object().put("Type", "User").put("message", message).toString());
  }
}
