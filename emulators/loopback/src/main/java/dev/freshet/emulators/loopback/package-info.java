/** Keeps foreign web pages away from the servers that programs of this machine use. */
@NullMarked
package dev.freshet.emulators.loopback;

import org.jspecify.annotations.NullMarked;
