package dev.freshet.invalidator.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.lambda.http.HeaderNames;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.json.UnreadableJsonException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Reads views by the functions that serve them, called as the API calls them for the user, or for
 * the product in the path. Being allowed to invoke them stands in the place of the user's token.
 * Blocks for as long as they take.
 */
final class ViewReader {
  private static final Logger LOG = LoggerFactory.getLogger(ViewReader.class);

  private final LambdaClient lambda;
  private final Map<ViewName, String> functions;
  private final Duration purgeWindow;
  private final InstantSource clock;

  ViewReader(
      LambdaClient lambda,
      Map<ViewName, String> functions,
      Duration purgeWindow,
      InstantSource clock) {
    this.lambda = lambda;
    this.functions = functions;
    this.purgeWindow = purgeWindow;
    this.clock = clock;
  }

  /** What a client would have been given. */
  record Served(boolean fromCache, Instant loadedAt, String etag) {}

  boolean serves(ViewName view) {
    return functions.containsKey(view);
  }

  /** As a client gets it; empty if there is no such answer. */
  Optional<Served> serve(ViewName view, Owner owner) {
    return read(view, owner, Map.of());
  }

  /** Read from the table, bypassing the caches. */
  Optional<Served> load(ViewName view, Owner owner) {
    return read(view, owner, Map.of("fresh", Long.toString(clock.millis())));
  }

  private Optional<Served> read(ViewName view, Owner owner, Map<String, String> query) {
    String request = Json.write(request(view, owner, query));
    try {
      InvokeResponse response =
          lambda.invoke(call ->
              call.functionName(functions.get(view)).payload(SdkBytes.fromUtf8String(request)));
      if (response.functionError() != null) {
        LOG.atError()
            .addKeyValue("view", view)
            .addKeyValue("error", response.functionError())
            .log("view could not be audited");
        return Optional.empty();
      }
      return served(Json.read(response.payload().asUtf8String(), JsonNode.class));
    } catch (SdkException | UnreadableJsonException failed) {
      LOG.atError().addKeyValue("view", view).setCause(failed).log("view could not be audited");
      return Optional.empty();
    }
  }

  private static Optional<Served> served(JsonNode answer) {
    JsonNode headers = answer.path("headers");
    if (answer.path("statusCode").asInt() != 200 || !headers.has(HeaderNames.LOADED_AT)) {
      return Optional.empty();
    }
    return Optional.of(
        new Served(
            headers.path(HeaderNames.VIEW_SOURCE).asText().equals("cache"),
            Instant.ofEpochMilli(headers.path(HeaderNames.LOADED_AT).asLong()),
            headers.path(HeaderNames.ETAG).asText()));
  }

  /**
   * The event of API Gateway's proxy integration. The token that it stands for lives for the purge
   * window and less than a second more, so that the function has no whole second left for the edge,
   * and asks for no lease.
   */
  private Map<String, Object> request(ViewName view, Owner owner, Map<String, String> query) {
    long expiry = clock.instant().plus(purgeWindow).plusMillis(999).getEpochSecond();
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("resource", "/" + view);
    request.put("path", "/" + view);
    request.put("httpMethod", "GET");
    request.put("headers", Map.of());
    request.put("queryStringParameters", query);
    request.put("pathParameters", Map.of("id", owner.id()));
    request.put(
        "requestContext",
        Map.of("authorizer", Map.of("sub", owner.id(), "exp", Long.toString(expiry))));
    return request;
  }
}
