@NullMarked
package dev.freshet.checker;

import org.jspecify.annotations.NullMarked;
