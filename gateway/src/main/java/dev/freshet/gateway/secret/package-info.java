/** Secrets of Secrets Manager that functions keep in memory. */
@NullMarked
package dev.freshet.gateway.secret;

import org.jspecify.annotations.NullMarked;
