/**
 * The soak: readers and writers at the edge, random faults, and a judge that knows every committed
 * value but not the caches' rules.
 */
@NullMarked
package dev.freshet.soak;

import org.jspecify.annotations.NullMarked;
