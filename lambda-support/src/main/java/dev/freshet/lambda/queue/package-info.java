/** Functions that read a queue. */
@NullMarked
package dev.freshet.lambda.queue;

import org.jspecify.annotations.NullMarked;
