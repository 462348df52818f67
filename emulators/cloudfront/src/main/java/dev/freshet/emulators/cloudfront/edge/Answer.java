package dev.freshet.emulators.cloudfront.edge;

import java.nio.charset.StandardCharsets;

/** An HTTP answer, the origin's or the edge's own. */
record Answer(int status, Headers headers, Body body) {

  /** An error page of the edge itself. */
  static Answer ofTheEdge(int status, String title, String explanation) {
    byte[] page =
        "<HTML><HEAD><TITLE>ERROR: %s</TITLE></HEAD><BODY><H1>%d</H1>%s</BODY></HTML>\n"
            .formatted(title, status, explanation)
            .getBytes(StandardCharsets.UTF_8);
    return new Answer(
        status,
        Headers.of(
            "Content-Type", "text/html",
            "Content-Length", String.valueOf(page.length),
            "Server", "CloudFront"),
        Body.of(page));
  }

  boolean isError() {
    return status >= 400;
  }

  boolean isServerError() {
    return status >= 500;
  }

  Answer withHeaders(Headers other) {
    return new Answer(status, other, body);
  }
}
