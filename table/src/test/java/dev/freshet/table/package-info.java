@NullMarked
package dev.freshet.table;

import org.jspecify.annotations.NullMarked;
