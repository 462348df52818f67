@NullMarked
package dev.freshet.emulators.apigateway.websocket;

import org.jspecify.annotations.NullMarked;
