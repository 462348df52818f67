/** The path of changes: how much of it one machine carries, and what that depends on. */
@NullMarked
package dev.freshet.bench.pipeline;

import org.jspecify.annotations.NullMarked;
