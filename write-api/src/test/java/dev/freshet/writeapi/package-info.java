@NullMarked
package dev.freshet.writeapi;

import org.jspecify.annotations.NullMarked;
