/** Logging in to Amazon ElastiCache by IAM, with the JDK alone. */
@NullMarked
package dev.freshet.viewcache.elasticache;

import org.jspecify.annotations.NullMarked;
