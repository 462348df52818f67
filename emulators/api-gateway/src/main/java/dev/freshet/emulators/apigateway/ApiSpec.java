package dev.freshet.emulators.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the template says of one REST API.
 *
 * @param id the API's physical id
 * @param binaryMediaTypes types whose bodies travel as bytes
 * @param plans by which keys are let in to the routes that require one
 * @param gatewayResponses by type, as {@code UNAUTHORIZED} or {@code DEFAULT_4XX}
 */
public record ApiSpec(
    String id,
    String stage,
    List<RouteSpec> routes,
    Optional<CorsSpec> cors,
    List<String> binaryMediaTypes,
    List<UsagePlanSpec> plans,
    Map<String, GatewayResponseSpec> gatewayResponses) {

  public ApiSpec {
    routes = List.copyOf(routes);
    binaryMediaTypes = List.copyOf(binaryMediaTypes);
    plans = List.copyOf(plans);
    gatewayResponses = Map.copyOf(gatewayResponses);
  }
}
