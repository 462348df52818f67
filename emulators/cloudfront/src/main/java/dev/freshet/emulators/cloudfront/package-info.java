/** CloudFront on this machine: as an object for tests, and as a program. */
@NullMarked
package dev.freshet.emulators.cloudfront;

import org.jspecify.annotations.NullMarked;
