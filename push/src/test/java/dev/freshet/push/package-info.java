@NullMarked
package dev.freshet.push;

import org.jspecify.annotations.NullMarked;
