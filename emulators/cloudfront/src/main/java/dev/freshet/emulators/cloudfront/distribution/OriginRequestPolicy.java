package dev.freshet.emulators.cloudfront.distribution;

/**
 * What goes to the origin beside the cache key: {@code AWS::CloudFront::OriginRequestPolicy}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-origin-requests.html">Control
 *     origin requests with a policy</a>
 */
public record OriginRequestPolicy(Selection headers, Selection queryStrings, Selection cookies) {

  /** No policy attached: the cache key is all that the origin gets. */
  public static final OriginRequestPolicy NONE =
      new OriginRequestPolicy(Selection.NOTHING, Selection.NOTHING, Selection.NOTHING);

  public OriginRequestPolicy {
    headers = headers.lowerCase();
  }
}
