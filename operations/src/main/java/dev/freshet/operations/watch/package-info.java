/** What can be read of a deployed stack while it runs. */
@NullMarked
package dev.freshet.operations.watch;

import org.jspecify.annotations.NullMarked;
