/** The items of the table as records, each with the mapping of its attributes beside it. */
@NullMarked
package dev.freshet.table.item;

import org.jspecify.annotations.NullMarked;
