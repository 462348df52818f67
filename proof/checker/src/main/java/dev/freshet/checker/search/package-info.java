/**
 * Searches for schedules that break a promise: all orders of small worlds, random orders of large
 * ones, and broken variants of the protocol, which must be caught. Shortens the schedules found.
 */
@NullMarked
package dev.freshet.checker.search;

import org.jspecify.annotations.NullMarked;
