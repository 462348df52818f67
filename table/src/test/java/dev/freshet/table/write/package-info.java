@NullMarked
package dev.freshet.table.write;

import org.jspecify.annotations.NullMarked;
