/**
 * CloudFront's API: the wire protocol by which objects are invalidated, and how an invalidation
 * reaches the points of presence.
 */
@NullMarked
package dev.freshet.emulators.cloudfront.api;

import org.jspecify.annotations.NullMarked;
