@NullMarked
package dev.freshet.viewcache.redis;

import org.jspecify.annotations.NullMarked;
