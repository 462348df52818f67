package dev.freshet.lambda.http;

import dev.freshet.lambda.config.Settings;

/** What every answer carries, error or not. */
record CommonHeaders(String allowedOrigin) {

  /** What a script of another origin may read of an answer, beyond what it always may. */
  static final String EXPOSED =
      String.join(
          ", ",
          HeaderNames.ETAG,
          HeaderNames.LOCATION,
          HeaderNames.FRESH_AFTER,
          HeaderNames.VIEW_SOURCE,
          HeaderNames.CORRELATION_ID,
          HeaderNames.IDEMPOTENT_REPLAYED,
          HeaderNames.RETRY_AFTER,
          HeaderNames.SERVER_TIMING,
          "Age",
          "X-Cache");

  private static final String NO_STORE = "no-store";

  static CommonHeaders of(Settings settings) {
    return new CommonHeaders(settings.text("ALLOWED_ORIGIN"));
  }

  ApiResponse on(ApiResponse response, String correlationId) {
    boolean mayBeStored =
        response.status() < 400 && response.header(HeaderNames.CACHE_CONTROL).isPresent();
    ApiResponse answer =
        response
            .with("Access-Control-Allow-Origin", allowedOrigin)
            .with("Access-Control-Expose-Headers", EXPOSED)
            .with(HeaderNames.CORRELATION_ID, correlationId);
    return mayBeStored ? answer : answer.with(HeaderNames.CACHE_CONTROL, NO_STORE);
  }
}
