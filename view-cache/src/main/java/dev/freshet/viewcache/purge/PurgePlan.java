package dev.freshet.viewcache.purge;

import dev.freshet.domain.CacheTag;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The decision on several notices.
 *
 * @param items the items to purge, in the order of the notices
 * @param before the records to write before the purge is sent: an unknown outcome counts as paid
 * @param waiting the notices, by their places, for which there is no budget now
 * @param reasons how many views were decided for each reason
 * @param taken the reservations that pay for the purges
 * @param charged how many purges no reservation pays for
 */
public record PurgePlan(
    List<Item> items,
    Records before,
    SortedSet<Integer> waiting,
    SortedMap<PurgeReason, Integer> reasons,
    List<Taken> taken,
    int charged) {

  /** All notices that are not done if the purge was not carried out. */
  SortedSet<Integer> returned() {
    SortedSet<Integer> returned = new TreeSet<>(waiting);
    items.forEach(item -> returned.addAll(item.purge().notices()));
    return returned;
  }

  /** The purges of one owner. */
  public record Item(OwnerPurge purge, List<CacheTag> tags) {}

  /** A reservation that was used for a purge. */
  record Taken(ViewKey view, Generation generation, Instant until) {}
}
