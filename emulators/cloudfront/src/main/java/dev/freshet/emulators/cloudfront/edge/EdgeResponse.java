package dev.freshet.emulators.cloudfront.edge;

import java.nio.charset.StandardCharsets;

/** An HTTP answer, the origin's or the edge's own. */
record EdgeResponse(int status, EdgeHeaders headers, ContentBody body) {

  /** An error page of the edge itself. */
  static EdgeResponse ofTheEdge(int status, String title, String explanation) {
    byte[] page =
        "<HTML><HEAD><TITLE>ERROR: %s</TITLE></HEAD><BODY><H1>%d</H1>%s</BODY></HTML>\n"
            .formatted(title, status, explanation)
            .getBytes(StandardCharsets.UTF_8);
    return new EdgeResponse(
        status,
        EdgeHeaders.of(
            "Cache-Control", "no-store",
            "Content-Type", "text/html",
            "Content-Length", String.valueOf(page.length),
            "Server", "CloudFront"),
        ContentBody.of(page));
  }

  boolean isError() {
    return status >= 400;
  }

  boolean isServerError() {
    return status >= 500;
  }

  EdgeResponse withHeaders(EdgeHeaders other) {
    return new EdgeResponse(status, other, body);
  }
}
