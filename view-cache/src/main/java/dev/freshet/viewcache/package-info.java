/**
 * The port to the cache of views, and the values that cross it. A cache can do few things, each
 * atomic: read, fill, lease and evict. The freshness protocol builds its promises on them.
 */
@NullMarked
package dev.freshet.viewcache;

import org.jspecify.annotations.NullMarked;
