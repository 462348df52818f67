package dev.freshet.gateway.signin;

/**
 * What the function is at the issuer; the secret in Secrets Manager.
 *
 * @param clientSecret empty for a client without one
 */
record ClientCredentials(String clientId, String clientSecret) {}
