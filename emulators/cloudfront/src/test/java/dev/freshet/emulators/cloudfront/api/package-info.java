@NullMarked
package dev.freshet.emulators.cloudfront.api;

import org.jspecify.annotations.NullMarked;
