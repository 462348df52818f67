package dev.freshet.emulators.cloudfront.edge;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what follows a request's headers, and refuses what two parties may understand differently.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112.html#section-6">RFC 9112, message body</a>
 */
final class ViewerBody {

  /**
   * Bytes that are held in memory: above what API Gateway takes (10 MB), so that a larger body gets
   * the origin's answer; CloudFront itself passes on 50 GB.
   */
  static final int LARGEST = 16 << 20;

  private static final List<String> CHUNKED = List.of("chunked");

  private static final String TITLE = "The request could not be satisfied";

  private ViewerBody() {}

  /** What was read, or what the edge answers instead: then no more is read. */
  sealed interface Outcome {
    record Read(ContentBody body) implements Outcome {}

    record Refused(EdgeResponse answer) implements Outcome {}
  }

  static Outcome read(ServerRequest request) throws IOException {
    Optional<String> wrong = wrongFraming(request);
    if (wrong.isPresent()) {
      return refused(400, wrong.get());
    }
    if (!request.content().hasEntity()) {
      return new Outcome.Read(ContentBody.EMPTY);
    }
    if (request.headers().contentLength().orElse(0) > LARGEST) {
      return refused(413, "The request body is too large.");
    }
    return bytes(request);
  }

  /**
   * Helidon throws several exceptions of the JDK for chunks that it cannot read. The stream is not
   * closed: that would wait for the rest of the body.
   */
  private static Outcome bytes(ServerRequest request) throws IOException {
    byte[] bytes;
    try {
      bytes = request.content().inputStream().readNBytes(LARGEST + 1);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return refused(400, "The request body is malformed.");
    }
    return bytes.length > LARGEST
        ? refused(413, "The request body is too large.")
        : new Outcome.Read(ContentBody.of(bytes));
  }

  private static Optional<String> wrongFraming(ServerRequest request) {
    List<String> lengths = request.headers().values(HeaderNames.CONTENT_LENGTH);
    List<String> codings = request.headers().values(HeaderNames.TRANSFER_ENCODING);
    if (!lengths.isEmpty() && !codings.isEmpty()) {
      return Optional.of("Content-Length and Transfer-Encoding must not be sent together.");
    }
    if (lengths.size() > 1 || lengths.stream().anyMatch(length -> !length.matches("[0-9]{1,18}"))) {
      return Optional.of("Content-Length must be one number.");
    }
    return codings.isEmpty() || codings.stream().map(ViewerBody::lower).toList().equals(CHUNKED)
        ? Optional.empty()
        : Optional.of("Transfer-Encoding must be chunked.");
  }

  private static String lower(String coding) {
    return coding.toLowerCase(Locale.ROOT);
  }

  private static Outcome refused(int status, String explanation) {
    EdgeResponse answer = EdgeResponse.ofTheEdge(status, TITLE, explanation);
    return new Outcome.Refused(answer.withHeaders(answer.headers().plus("Connection", "close")));
  }
}
