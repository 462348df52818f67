/**
 * The cost of the edge: seeded workloads in virtual time, served by Freshet's classes and by rival
 * designs. {@code docs/performance.md} describes the method.
 */
@NullMarked
package dev.freshet.bench.replay;

import org.jspecify.annotations.NullMarked;
