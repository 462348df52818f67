package dev.freshet.e2e.platform;

/**
 * What some platforms lack; a scenario that needs one says so and is listed where it could not run.
 */
public enum Capability {
  /** The edge answers as CloudFront does, and its objects can be purged. */
  EDGE,
  /** Tokens come from the issuer that the template makes by itself, Cognito. */
  COGNITO,
  /** API Gateway runs the template's authorizer and its gateway responses by itself. */
  API_GATEWAY_AUTHORIZER,
  /** Redis is the template's own ElastiCache. */
  ELASTICACHE,
  /** The test can look into Redis. */
  LOOK_INTO_REDIS,
  /** Redis can be taken away and given back. */
  STOP_REDIS,
  /** A read of the table can be held up while other things happen. */
  HOLD_LOADS,
  /** Events can be delivered twice and in another order by the bus itself. */
  UNRULY_BUS,
  /** ChangePublisher can be made to fail. */
  BREAK_PUBLISHER,
  /** The changes of a stretch of time can be put on the bus once more. */
  CHANGE_ARCHIVE,
  /** Functions run from their zips on AWS's own Java runtime, in an environment of their own. */
  FUNCTIONS_FROM_ZIPS,
  /** The test can see when the edge is asked for a purge. */
  WATCH_PURGES,
  /** Users can sign in and sign up at the issuer's pages without a browser. */
  HOSTED_LOGIN,
  /** Tokens can be had with any lifetime and purpose, expired ones and ID tokens included. */
  TOKENS_OF_ANY_LIFETIME,
  /** Pages can be told of changes: there is API Gateway's WebSocket API. */
  WEBSOCKET
}
