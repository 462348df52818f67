/** One JSON form of everything: events on the bus, request bodies, answers. */
@NullMarked
package dev.freshet.lambda.json;

import org.jspecify.annotations.NullMarked;
