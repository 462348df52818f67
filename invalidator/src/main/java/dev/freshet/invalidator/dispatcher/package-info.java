/**
 * From the bus to Redis: has the views of changes evicted, and tells the purge queue and the bus.
 */
@NullMarked
package dev.freshet.invalidator.dispatcher;

import org.jspecify.annotations.NullMarked;
