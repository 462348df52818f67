package dev.freshet.emulators.cloudfront.edge;

/**
 * What becomes of an answer that the origin was asked for before an invalidation took effect and
 * gives after it. CloudFront's documentation does not say.
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
