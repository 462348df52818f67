/** Processing of the messages of a batch: done, delayed, or moved to the dead-letter queue. */
@NullMarked
package dev.freshet.invalidator.queue;

import org.jspecify.annotations.NullMarked;
