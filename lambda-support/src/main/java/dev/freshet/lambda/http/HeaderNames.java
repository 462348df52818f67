package dev.freshet.lambda.http;

/** Names of headers that several functions read or send. */
public final class HeaderNames {
  public static final String CACHE_CONTROL = "Cache-Control";
  public static final String CACHE_TAG = "Cache-Tag";
  public static final String CONTENT_TYPE = "Content-Type";
  public static final String CORRELATION_ID = "X-Correlation-Id";
  public static final String ETAG = "ETag";
  public static final String FRESH_AFTER = "X-Fresh-After";
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  public static final String IDEMPOTENT_REPLAYED = "Idempotent-Replayed";
  public static final String IF_MATCH = "If-Match";
  public static final String IF_NONE_MATCH = "If-None-Match";
  public static final String LOADED_AT = "X-Loaded-At";

  /** The edge's id of the request that an answer was made for; the edge takes it off again. */
  public static final String MADE_FOR = "X-Made-For";

  public static final String EDGE_REQUEST_ID = "X-Amz-Cf-Id";
  public static final String LOCATION = "Location";
  public static final String RETRY_AFTER = "Retry-After";
  public static final String SERVER_TIMING = "Server-Timing";
  public static final String VARY = "Vary";
  public static final String VIEW_SOURCE = "X-View-Source";

  private HeaderNames() {}
}
