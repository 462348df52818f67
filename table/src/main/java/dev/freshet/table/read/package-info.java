/** Strongly consistent reads of the base table: nothing here reads an index. */
@NullMarked
package dev.freshet.table.read;

import org.jspecify.annotations.NullMarked;
