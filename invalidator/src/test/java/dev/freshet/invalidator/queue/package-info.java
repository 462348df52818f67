@NullMarked
package dev.freshet.invalidator.queue;

import org.jspecify.annotations.NullMarked;
