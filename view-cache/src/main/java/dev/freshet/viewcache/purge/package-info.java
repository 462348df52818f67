/**
 * What to purge from the edge after an eviction, and which reservation pays for it. Pure classes:
 * the edge invalidator carries their steps out, the checker runs the same ones.
 */
@NullMarked
package dev.freshet.viewcache.purge;

import org.jspecify.annotations.NullMarked;
