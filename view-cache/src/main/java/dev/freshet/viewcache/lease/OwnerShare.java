package dev.freshet.viewcache.lease;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The purges of one month that were reserved by readers of one owner's pages, by day of the month:
 * one owner cannot use up what all share. Immutable.
 */
public record OwnerShare(SortedMap<Integer, Long> byDay) {
  public static final OwnerShare NONE = new OwnerShare(new TreeMap<>());

  public OwnerShare {
    byDay = Collections.unmodifiableSortedMap(new TreeMap<>(byDay));
  }

  long onDay(int day) {
    return byDay.getOrDefault(day, 0L);
  }

  long inMonth() {
    return byDay.values().stream().mapToLong(Long::longValue).sum();
  }

  OwnerShare plus(int day, long purges) {
    SortedMap<Integer, Long> more = new TreeMap<>(byDay);
    more.merge(day, purges, Long::sum);
    return new OwnerShare(more);
  }
}
