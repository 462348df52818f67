/** Changes of the table: each change is one conditional transaction, and returns its outcome. */
@NullMarked
package dev.freshet.table.write;

import org.jspecify.annotations.NullMarked;
