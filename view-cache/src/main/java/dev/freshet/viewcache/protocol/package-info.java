/**
 * The freshness protocol, from the side of a read: pure steps that decide, and a driver that does
 * what they say. The steps hold no clock, no lock and no connection, so that a checker can run the
 * same classes through every interleaving.
 */
@NullMarked
package dev.freshet.viewcache.protocol;

import org.jspecify.annotations.NullMarked;
