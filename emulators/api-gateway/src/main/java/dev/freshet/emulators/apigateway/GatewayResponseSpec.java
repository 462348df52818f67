package dev.freshet.emulators.apigateway;

import java.util.Map;
import java.util.Optional;

/**
 * How the template changes an answer that API Gateway makes itself.
 *
 * @param headers a quoted literal, or where the value is taken from, as {@code
 *     method.request.header.Origin}
 * @param templates bodies by content type, with {@code $context} variables
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html">Gateway
 *     responses</a>
 */
public record GatewayResponseSpec(
    Optional<Integer> status, Map<String, String> headers, Map<String, String> templates) {

  public GatewayResponseSpec {
    headers = Map.copyOf(headers);
    templates = Map.copyOf(templates);
  }
}
