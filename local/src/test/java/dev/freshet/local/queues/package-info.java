@NullMarked
package dev.freshet.local.queues;

import org.jspecify.annotations.NullMarked;
