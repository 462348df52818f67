@NullMarked
package dev.freshet.invalidator;

import org.jspecify.annotations.NullMarked;
