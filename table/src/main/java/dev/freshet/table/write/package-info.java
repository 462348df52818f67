/** Changes of the table: each is one conditional transaction, and answers with what came of it. */
@NullMarked
package dev.freshet.table.write;

import org.jspecify.annotations.NullMarked;
