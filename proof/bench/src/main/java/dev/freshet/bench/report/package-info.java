/**
 * The findings of the benchmarks as a page, as JSON and on the terminal. Independent of the
 * measurements.
 */
@NullMarked
package dev.freshet.bench.report;

import org.jspecify.annotations.NullMarked;
