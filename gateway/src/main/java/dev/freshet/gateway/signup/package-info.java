/** What happens when someone signs up. */
@NullMarked
package dev.freshet.gateway.signup;

import org.jspecify.annotations.NullMarked;
