/**
 * An API Gateway WebSocket API in this JVM: routes and integrations of the template, and the
 * management API by which a backend reaches open connections.
 */
@NullMarked
package dev.freshet.emulators.apigateway.websocket;

import org.jspecify.annotations.NullMarked;
