package dev.freshet.emulators.cloudfront.edge;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a full answer into a 304 where the viewer's copy is still good: RFC 9110, section 13. */
final class Conditional {
  /** What a 304 does not repeat, as it has no body. */
  private static final Set<String> OF_THE_BODY =
      Set.of("Content-Length", "Content-Type", "Content-Encoding", "Content-Range");

  private Conditional() {}

  static EdgeResponse of(EdgeResponse answer, ViewerRequest request) {
    boolean reading = request.isGet() || request.isHead();
    return reading && answer.status() == 200 && viewerHas(answer.headers(), request.headers())
        ? new EdgeResponse(304, answer.headers().without(OF_THE_BODY), ContentBody.EMPTY)
        : answer;
  }

  private static boolean viewerHas(EdgeHeaders answer, EdgeHeaders request) {
    if (request.has("If-None-Match")) {
      List<String> known = request.members("If-None-Match");
      return known.contains("*")
          || answer
              .first("ETag")
              .filter(etag -> known.stream().anyMatch(each -> opaque(each).equals(opaque(etag))))
              .isPresent();
    }
    Optional<Instant> since = request.first("If-Modified-Since").flatMap(Conditional::date);
    Optional<Instant> modified = answer.first("Last-Modified").flatMap(Conditional::date);
    return since.isPresent() && modified.isPresent() && !modified.get().isAfter(since.get());
  }

  /** Weak comparison: RFC 9110, section 8.8.3.2. */
  private static String opaque(String etag) {
    return etag.startsWith("W/") ? etag.substring(2) : etag;
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
