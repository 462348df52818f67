@NullMarked
package dev.freshet.table.governor;

import org.jspecify.annotations.NullMarked;
