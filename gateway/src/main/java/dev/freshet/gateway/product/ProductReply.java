package dev.freshet.gateway.product;

import java.net.http.HttpHeaders;
import java.time.Duration;

/**
 * What the API behind the proxy answered.
 *
 * @param took from sending the request on
 */
record ProductReply(int status, HttpHeaders headers, String body, Duration took) {}
