package dev.freshet.emulators.cloudfront.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A stored answer brought up to date by a 304: RFC 9111, section 4.3.4. */
final class Confirmation {
  /** What describes the stored body and must not change without it. */
  private static final Set<String> REPRESENTATION =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-range",
          "content-type",
          "etag",
          "transfer-encoding",
          "vary");

  private Confirmation() {}

  /** The stored body with the confirmation's headers in place of the stored ones of their names. */
  static EdgeResponse of(EdgeResponse stored, EdgeResponse confirmation) {
    EdgeHeaders news =
        confirmation.headers().where(each -> !REPRESENTATION.contains(each.lowerCaseName()));
    EdgeHeaders old = stored.headers().without("Age").where(each -> !news.has(each.name()));
    List<EdgeHeaders.Header> merged = new ArrayList<>(old.entries());
    merged.addAll(news.entries());
    return stored.withHeaders(new EdgeHeaders(merged));
  }
}
