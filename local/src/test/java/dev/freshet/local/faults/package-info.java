@NullMarked
package dev.freshet.local.faults;

import org.jspecify.annotations.NullMarked;
