package dev.freshet.emulators.cloudfront.edge;

/**
 * What a viewer asked for.
 *
 * @param path as sent, still percent-encoded.
 * @param query as sent, without the question mark; empty if there is none.
 * @param clientAddress where the connection comes from.
 */
record ViewerRequest(
    String method,
    String path,
    String query,
    EdgeHeaders headers,
    ContentBody body,
    String clientAddress) {

  boolean isGet() {
    return "GET".equals(method);
  }

  boolean isHead() {
    return "HEAD".equals(method);
  }

  /** Path and query string as in the request line. */
  String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }
}
