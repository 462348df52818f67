@NullMarked
package dev.freshet.viewcache.elasticache;

import org.jspecify.annotations.NullMarked;
