/**
 * Leases: an answer may live long at the edge only under a lease that was recorded durably before
 * the answer left, and whose purge is prepaid. What is recorded, when a lease is granted, and what
 * the month's purges cost; pure classes, and the port to the store that keeps the records.
 */
@NullMarked
package dev.freshet.viewcache.lease;

import org.jspecify.annotations.NullMarked;
