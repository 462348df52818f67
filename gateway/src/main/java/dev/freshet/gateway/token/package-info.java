/** Verifying access tokens of an OIDC issuer. */
@NullMarked
package dev.freshet.gateway.token;

import org.jspecify.annotations.NullMarked;
