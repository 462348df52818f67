@NullMarked
package dev.freshet.gateway.token;

import org.jspecify.annotations.NullMarked;
