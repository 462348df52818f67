/** From the bus to Redis, the part inside the VPC: clears the cache of what a change shows in. */
@NullMarked
package dev.freshet.invalidator.evictor;

import org.jspecify.annotations.NullMarked;
