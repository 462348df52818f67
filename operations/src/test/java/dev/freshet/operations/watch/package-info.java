@NullMarked
package dev.freshet.operations.watch;

import org.jspecify.annotations.NullMarked;
