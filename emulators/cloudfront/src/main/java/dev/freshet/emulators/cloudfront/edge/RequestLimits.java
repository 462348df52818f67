package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CacheBehavior;
import java.util.Optional;

/**
 * What the edge turns away by itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustomMaxRequestStringLength">Maximum
 *     length of a request and maximum length of a URL</a>
 */
final class RequestLimits {
  /** Bytes of path, query string and headers together. */
  static final int LONGEST_REQUEST = 20_480;

  /** Bytes. */
  static final int LONGEST_URL = 8_192;

  private static final String TITLE = "The request could not be satisfied";

  private RequestLimits() {}

  static Optional<EdgeResponse> refusal(ViewerRequest request, CacheBehavior behavior) {
    String url = "http://" + request.headers().first("Host").orElse("") + request.target();
    if (url.length() > LONGEST_URL
        || request.target().length() + request.headers().size() > LONGEST_REQUEST) {
      return Optional.of(EdgeResponse.ofTheEdge(413, TITLE, "The request is too large."));
    }
    if (!behavior.allowedMethods().contains(request.method())) {
      return Optional.of(
          EdgeResponse.ofTheEdge(
              403,
              TITLE,
              "This distribution is not configured to allow the HTTP request method that was used"
                  + " for this request."));
    }
    return request.isGet() && !request.body().isEmpty()
        ? Optional.of(EdgeResponse.ofTheEdge(403, TITLE, "A GET request must not have a body."))
        : Optional.empty();
  }
}
