package dev.freshet.e2e.platform;

/** Capabilities that some platforms lack. A scenario names those it requires. */
public enum Capability {
  /** The edge answers as CloudFront does, and its objects can be purged. */
  EDGE,
  /** Tokens come from the template's own issuer, Cognito. */
  COGNITO,
  /** API Gateway runs the template's authorizer and gateway responses. */
  API_GATEWAY_AUTHORIZER,
  /** Redis is the template's own ElastiCache. */
  ELASTICACHE,
  /** The test can read Redis. */
  LOOK_INTO_REDIS,
  /** Redis can be stopped and restarted. */
  STOP_REDIS,
  /** A read of the table can be delayed. */
  HOLD_LOADS,
  /** The bus can deliver events twice and reordered. */
  UNRULY_BUS,
  /** ChangePublisher can be broken. */
  BREAK_PUBLISHER,
  /** The bus can replay the changes of a time range. */
  CHANGE_ARCHIVE,
  /** Functions run from their zips on AWS's Java runtime, each in a separate environment. */
  FUNCTIONS_FROM_ZIPS,
  /** The test can observe requests for purges. */
  WATCH_PURGES,
  /** The issuer's sign-in and sign-up pages work without a browser. */
  HOSTED_LOGIN,
  /** Tokens of any lifetime and purpose are available, including expired ones and ID tokens. */
  TOKENS_OF_ANY_LIFETIME,
  /** API Gateway's WebSocket API is available. */
  WEBSOCKET
}
