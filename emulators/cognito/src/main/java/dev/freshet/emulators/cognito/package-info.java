/**
 * A Cognito user pool in this JVM: hosted sign-in and sign-up pages, authorization codes with PKCE,
 * access, ID and refresh tokens in Cognito's form, and the post-confirmation trigger.
 */
@NullMarked
package dev.freshet.emulators.cognito;

import org.jspecify.annotations.NullMarked;
