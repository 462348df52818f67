@NullMarked
package dev.freshet.gateway.signin;

import org.jspecify.annotations.NullMarked;
