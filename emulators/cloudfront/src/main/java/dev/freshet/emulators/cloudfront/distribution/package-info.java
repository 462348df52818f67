/** What a distribution and its policies are set to, as a template says it. */
@NullMarked
package dev.freshet.emulators.cloudfront.distribution;

import org.jspecify.annotations.NullMarked;
