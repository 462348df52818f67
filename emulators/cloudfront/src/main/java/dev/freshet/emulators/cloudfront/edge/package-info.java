/**
 * The edge cache that stands in for CloudFront: an HTTP server in front of an origin that follows
 * CloudFront's documented rules. What is and what is not imitated is listed in the README of this
 * module.
 */
@NullMarked
package dev.freshet.emulators.cloudfront.edge;

import org.jspecify.annotations.NullMarked;
