@NullMarked
package dev.freshet.emulators.cloudfront.edge;

import org.jspecify.annotations.NullMarked;
