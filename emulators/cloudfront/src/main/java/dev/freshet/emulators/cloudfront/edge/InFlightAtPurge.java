package dev.freshet.emulators.cloudfront.edge;

/**
 * Whether an answer is stored if its request to the origin started before an invalidation took
 * effect and ended after it. CloudFront's documentation does not specify this.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Invalidation.html">Invalidate
 *     files to remove content</a>
 */
public enum InFlightAtPurge {
  /** It is stored and outlives the invalidation: what a careful application must reckon with. */
  STORED,
  /** It goes to the viewer and is not stored. */
  DISCARDED
}
