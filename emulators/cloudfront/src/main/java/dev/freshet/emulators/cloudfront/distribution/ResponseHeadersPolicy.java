package dev.freshet.emulators.cloudfront.distribution;

import java.util.List;
import java.util.Optional;

/**
 * What CloudFront removes from and adds to what a viewer sees: {@code
 * AWS::CloudFront::ResponseHeadersPolicy}. It does not change what is stored.
 *
 * @param removed names of headers taken out first.
 * @param added custom and security headers, added after that.
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html">Understand
 *     response headers policies</a>
 */
public record ResponseHeadersPolicy(List<String> removed, List<Added> added, Optional<Cors> cors) {

  public static final ResponseHeadersPolicy NONE =
      new ResponseHeadersPolicy(List.of(), List.of(), Optional.empty());

  public ResponseHeadersPolicy {
    removed = List.copyOf(removed);
    added = List.copyOf(added);
  }

  /**
   * A header that the policy adds.
   *
   * @param override whether it replaces the origin's header of that name; otherwise the origin's
   *     stays.
   */
  public record Added(String name, String value, boolean override) {}

  /**
   * CORS headers; those of preflights go on answers to {@code OPTIONS} with {@code
   * Access-Control-Request-Method} only.
   */
  public record Cors(
      List<String> allowOrigins,
      List<String> allowMethods,
      List<String> allowHeaders,
      List<String> exposeHeaders,
      boolean allowCredentials,
      Optional<Integer> maxAgeSeconds,
      boolean override) {

    public Cors {
      allowOrigins = List.copyOf(allowOrigins);
      allowMethods = List.copyOf(allowMethods);
      allowHeaders = List.copyOf(allowHeaders);
      exposeHeaders = List.copyOf(exposeHeaders);
    }
  }
}
