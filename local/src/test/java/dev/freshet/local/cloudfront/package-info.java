@NullMarked
package dev.freshet.local.cloudfront;

import org.jspecify.annotations.NullMarked;
