@NullMarked
package dev.freshet.table.item;

import org.jspecify.annotations.NullMarked;
