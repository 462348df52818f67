@NullMarked
package dev.freshet.operations.trace;

import org.jspecify.annotations.NullMarked;
