/**
 * Which evicted views are worth a purge from the edge, and whether it may be sent now. Decisions
 * only: time and the shared state come from outside, and nothing here knows AWS, Lambda or JSON, so
 * that the checker runs the same classes.
 */
@NullMarked
package dev.freshet.invalidator.governor;

import org.jspecify.annotations.NullMarked;
