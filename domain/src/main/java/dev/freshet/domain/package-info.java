/**
 * What everything else agrees on: ids, the single table's keys, the view catalogue, cache tags and
 * change events. Uses the JDK only, so that no module drags a store or a protocol in with it.
 */
@NullMarked
package dev.freshet.domain;

import org.jspecify.annotations.NullMarked;
