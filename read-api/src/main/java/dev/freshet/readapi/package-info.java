/**
 * One handler per GET. A view is a {@link dev.freshet.readapi.UserView}: what it shows and how it
 * is loaded; everything else, from the cache to the headers, is the same for all and in {@link
 * dev.freshet.readapi.ViewFunction}.
 */
@NullMarked
package dev.freshet.readapi;

import org.jspecify.annotations.NullMarked;
