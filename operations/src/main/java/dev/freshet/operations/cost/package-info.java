/** What a system costs, by formulas over list prices. */
@NullMarked
package dev.freshet.operations.cost;

import org.jspecify.annotations.NullMarked;
