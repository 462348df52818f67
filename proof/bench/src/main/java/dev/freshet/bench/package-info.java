/**
 * Measurements, each a program of its own that prints what it saw. Nothing else depends on them.
 */
@NullMarked
package dev.freshet.bench;

import org.jspecify.annotations.NullMarked;
