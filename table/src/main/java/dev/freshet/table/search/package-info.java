/** Looks users up by what is not their key. Nothing that is found here may be cached. */
@NullMarked
package dev.freshet.table.search;

import org.jspecify.annotations.NullMarked;
