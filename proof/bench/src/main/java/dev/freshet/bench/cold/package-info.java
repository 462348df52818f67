/**
 * Cold starts: the packaged zips under AWS's runtime interface client, with our own Runtime API.
 */
@NullMarked
package dev.freshet.bench.cold;

import org.jspecify.annotations.NullMarked;
