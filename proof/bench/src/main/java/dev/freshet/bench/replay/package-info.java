/**
 * What the edge costs: seeded workloads in virtual time, served by Freshet's own classes and by
 * rival designs. The method is described in {@code docs/performance.md}.
 */
@NullMarked
package dev.freshet.bench.replay;

import org.jspecify.annotations.NullMarked;
