package dev.freshet.lambda.http;

/** The callers that a function answers. */
public enum Access {
  /** Users that the API's authorizer let in, while their token is valid; all others get 401. */
  SIGNED_IN,

  /** Everyone: the route has no authorizer. */
  ANYONE
}
