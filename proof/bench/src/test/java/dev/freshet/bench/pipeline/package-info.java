@NullMarked
package dev.freshet.bench.pipeline;

import org.jspecify.annotations.NullMarked;
