/**
 * The soak: readers and writers at the edge, faults at random, and a judge that knows every
 * committed value and nothing of how the system keeps them.
 */
@NullMarked
package dev.freshet.soak;

import org.jspecify.annotations.NullMarked;
