/**
 * A small simulated world. The production steps of readers, writers, evictions and edge
 * invalidators are actions of a schedule, as are the faults of Redis, the store of leases and the
 * edge. {@code Promises} lists the invariants. No threads, no wall clock.
 */
@NullMarked
package dev.freshet.checker.model;

import org.jspecify.annotations.NullMarked;
