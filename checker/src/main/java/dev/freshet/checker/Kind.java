package dev.freshet.checker;

import org.jspecify.annotations.Nullable;

/** The kinds of action that a schedule is made of. */
enum Kind {
  TICK(null),
  COMMIT(null),
  INDEX(null),
  START(null),
  STEP(null),
  EVICT(null),
  PURGE(null),
  PURGE_BATCH(null),
  EXPIRED(null),
  REDRIVE(null),
  REPLAY(null),
  GOVERNOR_BACK(null),
  PROMOTE(null),
  CALL_FAILS(Fault.CALL),
  REPLY_LOST(Fault.CALL),
  FOREIGN_PAGE(Fault.FOREIGN),
  EVICT_FAILS(Fault.CALL),
  EVICT_REPLY_LOST(Fault.CALL),
  PURGE_FAILS(Fault.PURGE),
  PURGE_REPLY_LOST(Fault.PURGE),
  PURGE_BATCH_FAILS(Fault.PURGE),
  PURGE_BATCH_REPLY_LOST(Fault.PURGE),
  GOVERNOR_AWAY(Fault.GOVERNOR),
  DUPLICATE(Fault.MESSAGE),
  DEAD_LETTER(Fault.MESSAGE),
  LOSE_PAGES(Fault.MEMORY),
  LOSE_FENCE(Fault.MEMORY),
  LOSE_MARK(Fault.MEMORY),
  LOSE_HEAT(Fault.MEMORY),
  FLUSH(Fault.WIPE),
  RESTART(Fault.WIPE),
  REPLICA_LAGS(Fault.FAILOVER);

  private static final Kind[] ALL = values();
  private static final int SUBJECT_BITS = 24;

  /** The kind of fault, if it is one. */
  final @Nullable Fault fault;

  Kind(@Nullable Fault fault) {
    this.fault = fault;
  }

  /** An action in one number, so that millions of them cost nothing. */
  @SuppressWarnings("EnumOrdinal") // it lives no longer than this process
  int of(int subject) {
    return ordinal() << SUBJECT_BITS | subject;
  }

  static Kind kind(int code) {
    return ALL[code >>> SUBJECT_BITS];
  }

  static int subject(int code) {
    return code & ((1 << SUBJECT_BITS) - 1);
  }
}
