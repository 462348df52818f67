@NullMarked
package dev.freshet.invalidator.evictor;

import org.jspecify.annotations.NullMarked;
