package dev.freshet.checker.model;

import org.jspecify.annotations.Nullable;

/** The kinds of action in a schedule. */
public enum Kind {
  TICK(null),
  COMMIT(null),
  INDEX(null),
  START(null),
  STEP(null),
  STORED_LIFE(null),
  EVICT(null),
  TAKE(null),
  TAKE_ALL(null),
  WORK(null),
  EFFECT(null),
  REPLAY(null),
  PROMOTE(null),
  LATE_EVICTION(null),
  LATE_WRITE(null),
  CALL_FAILS(Fault.CALL),
  REPLY_LOST(Fault.CALL),
  FOREIGN_PAGE(Fault.FOREIGN),
  READER_STOPS(Fault.CRASH),
  STORE_FAILS(Fault.STORE),
  STORE_REPLY_LOST(Fault.STORE),
  STORE_LATE(Fault.LATE),
  EVICT_FAILS(Fault.CALL),
  EVICT_REPLY_LOST(Fault.CALL),
  EVICT_LATE(Fault.LATE),
  WORK_FAILS(Fault.STORE),
  WORK_REPLY_LOST(Fault.STORE),
  WORK_LATE(Fault.LATE),
  WORKER_STOPS(Fault.CRASH),
  PURGE_REFUSED(Fault.PURGE),
  PURGE_FAILS(Fault.PURGE),
  PURGE_REPLY_LOST(Fault.PURGE),
  CHANGE_TWICE(Fault.MESSAGE),
  NOTICE_TWICE(Fault.MESSAGE),
  REPAIR(Fault.MESSAGE),
  LOSE_PAGES(Fault.MEMORY),
  LOSE_FENCE(Fault.MEMORY),
  FLUSH(Fault.WIPE),
  REPLICA_LAGS(Fault.FAILOVER);

  private static final Kind[] ALL = values();
  private static final int SUBJECT_BITS = 24;

  /** The fault of this kind, if it is a fault. */
  public final @Nullable Fault fault;

  Kind(@Nullable Fault fault) {
    this.fault = fault;
  }

  /** Encodes an action as a number, to avoid millions of objects. */
  @SuppressWarnings("EnumOrdinal") // it lives no longer than this process
  public int of(int subject) {
    return ordinal() << SUBJECT_BITS | subject;
  }

  public static Kind kind(int code) {
    return ALL[code >>> SUBJECT_BITS];
  }

  public static int subject(int code) {
    return code & ((1 << SUBJECT_BITS) - 1);
  }
}
