@NullMarked
package dev.freshet.viewcache.lease;

import org.jspecify.annotations.NullMarked;
