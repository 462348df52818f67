/** Freshet as a deployed stack, on AWS or LocalStack. */
@NullMarked
package dev.freshet.e2e.stack;

import org.jspecify.annotations.NullMarked;
