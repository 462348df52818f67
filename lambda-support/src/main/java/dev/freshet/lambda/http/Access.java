package dev.freshet.lambda.http;

/** The callers that a function answers. */
public enum Access {
  /** Users that the API's authorizer let in, while their token is valid; all others get 401. */
  SIGNED_IN,

  /**
   * Users on whose behalf the proxy calls an API with a key: {@link ProxiedCaller} identifies them.
   * A request without a key gets 401.
   */
  PROXIED,

  /** Everyone: the route has no authorizer. */
  ANYONE
}
