@NullMarked
package dev.freshet.table.read;

import org.jspecify.annotations.NullMarked;
