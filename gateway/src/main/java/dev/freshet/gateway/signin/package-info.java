/** Sign-in for a page that never sees a refresh token: exchange, refresh, sign-out. */
@NullMarked
package dev.freshet.gateway.signin;

import org.jspecify.annotations.NullMarked;
