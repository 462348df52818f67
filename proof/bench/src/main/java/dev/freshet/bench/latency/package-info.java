/** Response times of edge and handlers under open-loop load. */
@NullMarked
package dev.freshet.bench.latency;

import org.jspecify.annotations.NullMarked;
