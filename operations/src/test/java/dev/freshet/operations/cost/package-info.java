@NullMarked
package dev.freshet.operations.cost;

import org.jspecify.annotations.NullMarked;
