/** The cache in Redis: scripts, one round trip each, and a breaker for when it is unavailable. */
@NullMarked
package dev.freshet.viewcache.redis;

import org.jspecify.annotations.NullMarked;
