@NullMarked
package dev.freshet.invalidator.edge;

import org.jspecify.annotations.NullMarked;
