package dev.freshet.emulators.apigateway;

import java.time.Instant;

/**
 * A request to one stage of the API.
 *
 * @param path raw, without the stage
 * @param query raw, without the question mark
 * @param requestId of this request, in every answer and event
 */
record GatewayRequest(
    String method,
    String path,
    String query,
    ProxyHeaders headers,
    ProxyBody body,
    String sourceIp,
    String requestId,
    String extendedRequestId,
    Instant at) {}
