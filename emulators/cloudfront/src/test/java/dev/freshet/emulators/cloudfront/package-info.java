@NullMarked
package dev.freshet.emulators.cloudfront;

import org.jspecify.annotations.NullMarked;
