/**
 * The checker of the freshness protocol: a small simulated world in which the production steps and
 * the production governor of purges are actions of a schedule. It tries all schedules of small
 * worlds and random ones of large worlds, and states what must never happen. No threads, no wall
 * clock.
 */
@NullMarked
package dev.freshet.checker;

import org.jspecify.annotations.NullMarked;
