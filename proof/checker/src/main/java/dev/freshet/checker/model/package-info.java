/**
 * A small simulated world in which the production steps are actions of a schedule: readers, Redis,
 * the store of leases, the edge, writers, evictions and edge invalidators, and what goes wrong with
 * them. States what must never happen. No threads, no wall clock.
 */
@NullMarked
package dev.freshet.checker.model;

import org.jspecify.annotations.NullMarked;
