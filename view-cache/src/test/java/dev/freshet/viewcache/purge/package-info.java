@NullMarked
package dev.freshet.viewcache.purge;

import org.jspecify.annotations.NullMarked;
