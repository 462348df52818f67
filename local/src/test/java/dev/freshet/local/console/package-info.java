@NullMarked
package dev.freshet.local.console;

import org.jspecify.annotations.NullMarked;
