/** A function's side of the queue that it reads: what becomes of the messages of a batch. */
@NullMarked
package dev.freshet.invalidator.queue;

import org.jspecify.annotations.NullMarked;
