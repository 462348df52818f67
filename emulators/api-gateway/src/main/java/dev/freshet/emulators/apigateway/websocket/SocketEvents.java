package dev.freshet.emulators.apigateway.websocket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.apigateway.websocket.OpenConnection.Upgrade;
import dev.freshet.emulators.lambda.functions.Json;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.Header;
import io.helidon.http.Headers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The events of a Lambda proxy integration of a WebSocket API.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html">WebSocket
 *     API mapping template reference</a>
 */
record SocketEvents(WebSocketSpec api, String region) {

  String connect(String id, Upgrade upgrade, Headers headers, UriQuery query) {
    ObjectNode event = Json.object();
    ObjectNode single = event.putObject("headers");
    ObjectNode multi = event.putObject("multiValueHeaders");
    for (Header header : headers) {
      put(single, multi, header.name(), header.allValues());
    }
    if (!query.isEmpty()) {
      ObjectNode parameters = event.putObject("queryStringParameters");
      ObjectNode all = event.putObject("multiValueQueryStringParameters");
      query.names().forEach(name -> put(parameters, all, name, query.all(name)));
    }
    return with(event, context("$connect", "CONNECT", id, upgrade, upgrade.at()));
  }

  String disconnect(String id, Upgrade upgrade, Instant at) {
    return with(Json.object(), context("$disconnect", "DISCONNECT", id, upgrade, at));
  }

  String message(String route, String id, Upgrade upgrade, String body, Instant at) {
    ObjectNode context = context(route, "MESSAGE", id, upgrade, at);
    context.put("messageId", UUID.randomUUID().toString());
    return with(Json.object().put("body", body), context);
  }

  private static void put(ObjectNode single, ObjectNode multi, String name, List<String> values) {
    single.put(name, values.getLast());
    ArrayNode all = multi.putArray(name);
    values.forEach(all::add);
  }

  private static String with(ObjectNode event, ObjectNode context) {
    event.set("requestContext", context);
    return event.put("isBase64Encoded", false).toString();
  }

  private ObjectNode context(String route, String type, String id, Upgrade upgrade, Instant at) {
    ObjectNode context =
        Json.object()
            .put("routeKey", route)
            .put("eventType", type)
            .put("messageDirection", "IN")
            .put("stage", api.stage())
            .put("apiId", api.id())
            .put("domainName", api.id() + ".execute-api." + region + ".amazonaws.com")
            .put("connectionId", id)
            .put("connectedAt", upgrade.at().toEpochMilli())
            .put("requestId", UUID.randomUUID().toString())
            .put("requestTimeEpoch", at.toEpochMilli());
    context
        .putObject("identity")
        .put("sourceIp", upgrade.sourceIp())
        .put("userAgent", upgrade.userAgent());
    return context;
  }
}
