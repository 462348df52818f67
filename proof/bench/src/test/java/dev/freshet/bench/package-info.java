@NullMarked
package dev.freshet.bench;

import org.jspecify.annotations.NullMarked;
