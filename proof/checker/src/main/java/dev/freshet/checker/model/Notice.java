package dev.freshet.checker.model;

import dev.freshet.domain.ViewsEvicted;

/**
 * A message about an eviction, on its way to the edge invalidator. Immutable.
 *
 * @param version of the table when Redis was evicted
 * @param evictedAt tick of the eviction
 * @param dueFrom earliest tick of its delivery
 * @param promised whether no older copy may remain after it is processed
 */
record Notice(
    int serial, ViewsEvicted evicted, int version, long evictedAt, long dueFrom, boolean promised) {
  int owner() {
    return Serial.owner(serial);
  }

  boolean isDue(long tick) {
    return tick >= dueFrom;
  }

  Notice again(int another) {
    return new Notice(another, evicted, version, evictedAt, dueFrom, promised);
  }

  Notice later(long from) {
    return new Notice(serial, evicted, version, evictedAt, from, promised);
  }

  Notice withoutPromise() {
    return new Notice(serial, evicted, version, evictedAt, dueFrom, false);
  }

  long hash() {
    return Hash.of(owner(), evicted.hashCode(), version, evictedAt, dueFrom, promised ? 1 : 0);
  }

  @Override
  public String toString() {
    return "notice of " + Table.owner(owner()) + " v" + version;
  }
}
