@NullMarked
package dev.freshet.invalidator.governor;

import org.jspecify.annotations.NullMarked;
