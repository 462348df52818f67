package dev.freshet.lambda.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.freshet.domain.CorrelationId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the mark by which a request is followed. */
final class CorrelationIds {

  private static final Pattern OF_THE_EDGE = Pattern.compile("[A-Za-z0-9_=-]{1,128}");

  private CorrelationIds() {}

  /** The client's, if it sent a well-formed one, else API Gateway's id of the request. */
  static String of(APIGatewayProxyRequestEvent event, Context context) {
    return header(event, HeaderNames.CORRELATION_ID)
        .filter(CorrelationId::isWellFormed)
        .orElseGet(() -> requestId(event, context));
  }

  /** CloudFront's id of the request, which its own log has; empty without an edge before us. */
  static Optional<String> ofTheEdge(APIGatewayProxyRequestEvent event) {
    return header(event, HeaderNames.EDGE_REQUEST_ID)
        .filter(id -> OF_THE_EDGE.matcher(id).matches());
  }

  private static Optional<String> header(APIGatewayProxyRequestEvent event, String name) {
    Map<String, String> headers = event.getHeaders() == null ? Map.of() : event.getHeaders();
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String requestId(APIGatewayProxyRequestEvent event, Context context) {
    var request = event.getRequestContext();
    return request == null || request.getRequestId() == null
        ? context.getAwsRequestId()
        : request.getRequestId();
  }
}
