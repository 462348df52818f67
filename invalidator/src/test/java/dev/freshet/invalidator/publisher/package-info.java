@NullMarked
package dev.freshet.invalidator.publisher;

import org.jspecify.annotations.NullMarked;
