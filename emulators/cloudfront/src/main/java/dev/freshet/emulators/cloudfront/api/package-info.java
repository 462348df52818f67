/**
 * CloudFront's resources and its API: what a distribution is set to, as a template says it, and the
 * wire protocol by which objects are invalidated. The cache itself is in {@code edge}.
 */
@NullMarked
package dev.freshet.emulators.cloudfront.api;

import org.jspecify.annotations.NullMarked;
