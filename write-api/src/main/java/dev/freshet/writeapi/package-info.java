/**
 * One handler per change. Each writes to the table and to nothing else: caches, the bus and the
 * edge learn of a change from the table's stream, so that no change can reach the one and miss the
 * others.
 */
@NullMarked
package dev.freshet.writeapi;

import org.jspecify.annotations.NullMarked;
