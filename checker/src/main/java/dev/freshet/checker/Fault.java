package dev.freshet.checker;

import java.util.Map;

/** What goes wrong in the simulated world. */
enum Fault {
  /** A call of the cache fails, before it was carried out or after. */
  CALL,
  /** The edge refuses a purge, or its reply is lost. */
  PURGE,
  /** A change event arrives twice, or is put aside in a dead-letter queue until it is redriven. */
  MESSAGE,
  /** Redis drops a key for want of memory. */
  MEMORY,
  /** Redis is flushed or restarted. */
  WIPE,
  /** A replica that lacks the last writes becomes the primary. */
  FAILOVER,
  /** The state that edge invalidators share does not answer for a while. */
  GOVERNOR,
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
