/** Loads that do not wait for slow answers, and what they find at the edge and in the handlers. */
@NullMarked
package dev.freshet.bench.latency;

import org.jspecify.annotations.NullMarked;
