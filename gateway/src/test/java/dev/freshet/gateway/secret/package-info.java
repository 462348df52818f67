@NullMarked
package dev.freshet.gateway.secret;

import org.jspecify.annotations.NullMarked;
