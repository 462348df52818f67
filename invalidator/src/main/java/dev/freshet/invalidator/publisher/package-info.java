/** From the table's stream to the bus: who changed, and which of their views show it. */
@NullMarked
package dev.freshet.invalidator.publisher;

import org.jspecify.annotations.NullMarked;
