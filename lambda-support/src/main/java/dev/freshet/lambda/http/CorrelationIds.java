package dev.freshet.lambda.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds the mark by which a request is followed. */
final class CorrelationIds {

  /** What is safe in a log line, a header and a table attribute. */
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

  private CorrelationIds() {}

  /** The client's, if it sent a well-formed one, else API Gateway's id of the request. */
  static String of(APIGatewayProxyRequestEvent event, Context context) {
    Map<String, String> headers = event.getHeaders() == null ? Map.of() : event.getHeaders();
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(HeaderNames.CORRELATION_ID))
        .map(Map.Entry::getValue)
        .filter(id -> WELL_FORMED.matcher(id).matches())
        .findFirst()
        .orElseGet(() -> requestId(event, context));
  }

  private static String requestId(APIGatewayProxyRequestEvent event, Context context) {
    var request = event.getRequestContext();
    return request == null || request.getRequestId() == null
        ? context.getAwsRequestId()
        : request.getRequestId();
  }
}
