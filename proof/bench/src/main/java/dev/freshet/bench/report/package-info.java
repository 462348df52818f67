/**
 * What the benchmarks found, and how it is shown: as a page, as JSON and on the terminal. Knows
 * nothing of what is measured.
 */
@NullMarked
package dev.freshet.bench.report;

import org.jspecify.annotations.NullMarked;
