/**
 * The single table. {@link dev.freshet.table.item} says what stands in it, {@link
 * dev.freshet.table.read} reads it strongly consistently, {@link dev.freshet.table.write} changes
 * it in conditional transactions.
 */
@NullMarked
package dev.freshet.table;

import org.jspecify.annotations.NullMarked;
