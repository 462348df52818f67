/** The programs that work on a deployed stack. */
@NullMarked
package dev.freshet.e2e.stack;

import org.jspecify.annotations.NullMarked;
