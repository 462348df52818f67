/** The cache in Redis: three scripts, one round trip each, and a breaker for when it is away. */
@NullMarked
package dev.freshet.viewcache.redis;

import org.jspecify.annotations.NullMarked;
