/**
 * Leases, the month's ledger and owners' shares in DynamoDB: the adapter of {@link
 * dev.freshet.viewcache.lease.LeaseStore}. It stores and compares; what the records mean is decided
 * in view-cache. Used by the readers and by the edge invalidator.
 */
@NullMarked
package dev.freshet.leases;

import org.jspecify.annotations.NullMarked;
