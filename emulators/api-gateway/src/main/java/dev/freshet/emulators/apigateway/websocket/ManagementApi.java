package dev.freshet.emulators.apigateway.websocket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.websocket.WsCloseCodes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code POST}, {@code GET} and {@code DELETE} of {@code /stage/@connections/id}, for the SDK's
 * ApiGatewayManagementApiClient.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">Use
 *     &#64;connections commands in your backend service</a>
 */
final class ManagementApi implements HttpService {
  private static final HeaderName ERROR_TYPE = HeaderNames.create("x-amzn-ErrorType");

  private final Supplier<Connections> all;

  ManagementApi(Supplier<Connections> all) {
    this.all = all;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/{stage}/@connections/{id}", this::post)
        .get("/{stage}/@connections/{id}", this::get)
        .delete("/{stage}/@connections/{id}", this::delete);
  }

  private void post(ServerRequest request, ServerResponse response) {
    byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    if (body.length > WebSocketSettings.LARGEST_MESSAGE) {
      refuse(response, 413, "PayloadTooLargeException");
      return;
    }
    Connections connections = all.get();
    boolean sent =
        find(request)
            .filter(each -> each.send(new String(body, StandardCharsets.UTF_8), connections.now()))
            .isPresent();
    answer(response, sent, Status.OK_200);
  }

  private void delete(ServerRequest request, ServerResponse response) {
    Optional<OpenConnection> found = find(request);
    found.ifPresent(
        each -> all.get().close(each, WsCloseCodes.NORMAL_CLOSE, "Connection Closed Normally"));
    answer(response, found.isPresent(), Status.NO_CONTENT_204);
  }

  private void get(ServerRequest request, ServerResponse response) {
    Optional<OpenConnection> found = find(request);
    if (found.isEmpty()) {
      refuse(response, 410, "GoneException");
      return;
    }
    OpenConnection connection = found.get();
    ObjectNode body =
        Json.object()
            .put("connectedAt", connection.upgrade().at().toString())
            .put("lastActiveAt", connection.lastActiveAt().toString());
    body.putObject("identity")
        .put("sourceIp", connection.upgrade().sourceIp())
        .put("userAgent", connection.upgrade().userAgent());
    response.header(HeaderNames.CONTENT_TYPE, "application/json").send(body.toString());
  }

  private Optional<OpenConnection> find(ServerRequest request) {
    boolean ours = request.path().pathParameters().get("stage").equals(all.get().api().stage());
    return ours ? all.get().find(request.path().pathParameters().get("id")) : Optional.empty();
  }

  private static void answer(ServerResponse response, boolean found, Status success) {
    if (found) {
      response.status(success).send();
    } else {
      refuse(response, 410, "GoneException");
    }
  }

  private static void refuse(ServerResponse response, int status, String type) {
    response
        .status(Status.create(status))
        .header(ERROR_TYPE, type)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .send("{}");
  }
}
