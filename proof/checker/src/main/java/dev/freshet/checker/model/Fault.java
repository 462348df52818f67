package dev.freshet.checker.model;

import java.util.Map;

/** The faults of the simulated world. */
public enum Fault {
  /** A call of the cache fails, before or after its execution. */
  CALL,
  /** A function stops and leaves its work unfinished. */
  CRASH,
  /** An abandoned call is executed later. */
  LATE,
  /** The store of leases does not answer, before or after executing the call. */
  STORE,
  /** The edge refuses a purge, or does not answer. */
  PURGE,
  /** A message arrives twice, or an operator flushes an owner. */
  MESSAGE,
  /** Redis drops a key for lack of memory. */
  MEMORY,
  /** Redis is wiped. */
  WIPE,
  /** A replica that lacks the last writes becomes the primary. */
  FAILOVER,
  /** A read finds another owner's page. */
  FOREIGN;

  private static final Fault[] ALL = values();

  /** How often each fault may happen, in the order of the constants. */
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
