@NullMarked
package dev.freshet.viewcache.memory;

import org.jspecify.annotations.NullMarked;
