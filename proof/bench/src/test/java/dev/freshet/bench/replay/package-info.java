@NullMarked
package dev.freshet.bench.replay;

import org.jspecify.annotations.NullMarked;
