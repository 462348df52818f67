/** What stands between functions and Redis, so that replies can stop and evictions arrive late. */
@NullMarked
package dev.freshet.local.redis;

import org.jspecify.annotations.NullMarked;
