package dev.freshet.checker.model;

import java.util.Map;

/** What goes wrong in the simulated world. */
public enum Fault {
  /** A call of the cache fails, before it was carried out or after. */
  CALL,
  /** A function stops: what it had begun is not ended. */
  CRASH,
  /** A call that was given up is carried out later. */
  LATE,
  /** The store of leases does not answer, whether or not it carried the call out. */
  STORE,
  /** The edge refuses a purge, or does not answer. */
  PURGE,
  /** A message arrives twice, or an operator has the views of an owner evicted again. */
  MESSAGE,
  /** Redis drops a key for want of memory. */
  MEMORY,
  /** Redis is wiped. */
  WIPE,
  /** A replica that lacks the last writes becomes the primary. */
  FAILOVER,
  /** A read finds another owner's page. */
  FOREIGN;

  private static final Fault[] ALL = values();

  /** How often each may happen, in the order of the constants. */
  static int[] counts(Map<Fault, Integer> counts) {
    int[] all = new int[ALL.length];
    for (Fault fault : ALL) {
      all[fault.index()] = counts.getOrDefault(fault, 0);
    }
    return all;
  }

  @SuppressWarnings("EnumOrdinal") // it lives no longer than this process
  int index() {
    return ordinal();
  }
}
