/**
 * WebSocket connections of signed-in users, and the names of their views that have changed. A
 * message holds no data: the page reads the view as it reads any.
 */
@NullMarked
package dev.freshet.push;

import org.jspecify.annotations.NullMarked;
