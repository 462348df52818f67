/** The throughput of the path of changes on one machine. */
@NullMarked
package dev.freshet.bench.pipeline;

import org.jspecify.annotations.NullMarked;
