@NullMarked
package dev.freshet.soak;

import org.jspecify.annotations.NullMarked;
