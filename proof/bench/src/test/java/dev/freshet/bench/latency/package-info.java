@NullMarked
package dev.freshet.bench.latency;

import org.jspecify.annotations.NullMarked;
