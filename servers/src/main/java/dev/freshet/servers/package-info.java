/** The real servers behind the tests and the local system, as objects of this JVM. */
@NullMarked
package dev.freshet.servers;

import org.jspecify.annotations.NullMarked;
