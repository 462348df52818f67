@NullMarked
package dev.freshet.emulators.cloudfront.distribution;

import org.jspecify.annotations.NullMarked;
