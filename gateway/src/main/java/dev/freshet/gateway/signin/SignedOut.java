package dev.freshet.gateway.signin;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a sign-out.
 *
 * @param revoked whether the issuer has revoked the refresh token; true if there was none
 */
record SignedOut(boolean revoked, @Nullable String logoutUrl) {}
