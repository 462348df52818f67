package dev.freshet.emulators.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the template says of one REST API.
 *
 * @param id the API's physical id
 * @param binaryMediaTypes types whose bodies travel as bytes
 * @param gatewayResponses by type, as {@code UNAUTHORIZED} or {@code DEFAULT_4XX}
 */
public record ApiSpec(
    String id,
    String stage,
    List<RouteSpec> routes,
    Optional<CorsSpec> cors,
    List<String> binaryMediaTypes,
    Map<String, GatewayResponseSpec> gatewayResponses) {

  public ApiSpec {
    routes = List.copyOf(routes);
    binaryMediaTypes = List.copyOf(binaryMediaTypes);
    gatewayResponses = Map.copyOf(gatewayResponses);
  }
}
