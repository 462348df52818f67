/**
 * Measurements, each a separate program that prints its results. No other module depends on them.
 */
@NullMarked
package dev.freshet.bench;

import org.jspecify.annotations.NullMarked;
