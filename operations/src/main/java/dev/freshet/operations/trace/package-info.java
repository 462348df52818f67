/** The path of one change, read from the functions' log lines. */
@NullMarked
package dev.freshet.operations.trace;

import org.jspecify.annotations.NullMarked;
