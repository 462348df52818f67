@NullMarked
package dev.freshet.table.search;

import org.jspecify.annotations.NullMarked;
