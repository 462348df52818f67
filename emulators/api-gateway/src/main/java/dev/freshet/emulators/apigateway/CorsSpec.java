package dev.freshet.emulators.apigateway;

import java.util.Optional;

/**
 * The answer to preflight requests that SAM adds to every path as a mock integration.
 *
 * @param allowMethods empty: the methods of the path
 * @param authorizer whether the default authorizer also applies to preflights, as in SAM by default
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html">CorsConfiguration</a>
 */
public record CorsSpec(
    String allowOrigin,
    Optional<String> allowMethods,
    Optional<String> allowHeaders,
    Optional<String> maxAge,
    boolean allowCredentials,
    Optional<Authorizer> authorizer) {}
