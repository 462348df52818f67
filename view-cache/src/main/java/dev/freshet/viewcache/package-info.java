/**
 * The port to the cache of views, and the values that cross it. What is asked of a cache is small:
 * read, fill and evict, each atomic; the freshness protocol builds its promises on them.
 */
@NullMarked
package dev.freshet.viewcache;

import org.jspecify.annotations.NullMarked;
