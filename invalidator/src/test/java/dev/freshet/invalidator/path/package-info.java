@NullMarked
package dev.freshet.invalidator.path;

import org.jspecify.annotations.NullMarked;
