/** The cache in memory: the same semantics as Redis, step by step, with faults on demand. */
@NullMarked
package dev.freshet.viewcache.memory;

import org.jspecify.annotations.NullMarked;
