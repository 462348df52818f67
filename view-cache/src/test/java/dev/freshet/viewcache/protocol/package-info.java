@NullMarked
package dev.freshet.viewcache.protocol;

import org.jspecify.annotations.NullMarked;
