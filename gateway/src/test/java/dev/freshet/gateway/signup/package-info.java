@NullMarked
package dev.freshet.gateway.signup;

import org.jspecify.annotations.NullMarked;
