/** Values that a function fetches once and keeps. */
@NullMarked
package dev.freshet.gateway.secret;

import org.jspecify.annotations.NullMarked;
