/**
 * Cold starts: the packaged zips under AWS's runtime interface client, against a Runtime API of our
 * own.
 */
@NullMarked
package dev.freshet.bench.cold;

import org.jspecify.annotations.NullMarked;
