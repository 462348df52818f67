/** From Redis to the edge: which evicted views are worth a purge, and the purge. */
@NullMarked
package dev.freshet.invalidator.edge;

import org.jspecify.annotations.NullMarked;
