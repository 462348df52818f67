/**
 * Searches for schedules that break a promise: all orders of small worlds, random orders of large
 * ones, and the protocol broken on purpose, which must be caught. Makes what it finds short.
 */
@NullMarked
package dev.freshet.checker.search;

import org.jspecify.annotations.NullMarked;
