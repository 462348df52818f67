package dev.freshet.push;

import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/**
 * The open connections, by API Gateway's management API. Thread-safe; blocks for as long as the
 * client does.
 */
final class Sockets {
  private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

  private final ApiGatewayManagementApiClient client;

  Sockets(ApiGatewayManagementApiClient client) {
    this.client = client;
  }

  /** What became of a call. */
  enum Outcome {
    DONE,
    /** There is no such connection: not yet, or no longer. */
    GONE,
    /** It is not known; the call may be repeated. */
    FAILED
  }

  /** Sends a text to one connection. */
  Outcome send(String connection, String text) {
    return call(
        connection,
        () ->
            client.postToConnection(request ->
                request
                    .connectionId(connection)
                    .data(SdkBytes.fromString(text, StandardCharsets.UTF_8))));
  }

  /** Closes one connection. */
  Outcome close(String connection) {
    return call(
        connection, () -> client.deleteConnection(request -> request.connectionId(connection)));
  }

  private static Outcome call(String connection, Runnable call) {
    try {
      call.run();
      return Outcome.DONE;
    } catch (GoneException gone) {
      return Outcome.GONE;
    } catch (SdkException failure) {
      LOG.atWarn()
          .addKeyValue("connection", connection)
          .setCause(failure)
          .log("connection could not be reached");
      return Outcome.FAILED;
    }
  }
}
