@NullMarked
package dev.freshet.invalidator.dispatcher;

import org.jspecify.annotations.NullMarked;
