@NullMarked
package dev.freshet.local.soak;

import org.jspecify.annotations.NullMarked;
