@NullMarked
package dev.freshet.viewcache;

import org.jspecify.annotations.NullMarked;
