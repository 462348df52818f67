/**
 * The path of a change after its commit: from the table's stream to the bus, from the bus to Redis,
 * from there to the edge. This package holds what several of its steps use.
 */
@NullMarked
package dev.freshet.invalidator;

import org.jspecify.annotations.NullMarked;
