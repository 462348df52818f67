/** From the bus to Redis: views that a change shows in are evicted, however long that takes. */
@NullMarked
package dev.freshet.invalidator.evictor;

import org.jspecify.annotations.NullMarked;
