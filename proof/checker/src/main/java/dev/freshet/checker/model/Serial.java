package dev.freshet.checker.model;

/**
 * Names a message in one number: whose change it is about, the how manyth of theirs, and the how
 * manyth copy of the message. A schedule from which other changes are left out still means the same
 * one.
 */
public final class Serial {
  private static final int OWNER_SHIFT = 12;
  private static final int COPY_SHIFT = 14;
  private static final int WORKER_SHIFT = 20;
  private static final int OWNERS = (1 << (COPY_SHIFT - OWNER_SHIFT)) - 1;

  private Serial() {}

  static int of(int owner, int change) {
    return owner << OWNER_SHIFT | change;
  }

  /** Of another copy of the same message. */
  static int copy(int serial, int number) {
    return original(serial) | number << COPY_SHIFT;
  }

  public static int owner(int serial) {
    return serial >>> OWNER_SHIFT & OWNERS;
  }

  static int original(int serial) {
    return serial & ((1 << COPY_SHIFT) - 1);
  }

  /** Of a message, and an edge invalidator that takes it. */
  static int taken(int worker, int serial) {
    return worker << WORKER_SHIFT | serial;
  }

  static int worker(int taken) {
    return taken >>> WORKER_SHIFT;
  }

  static int message(int taken) {
    return taken & ((1 << WORKER_SHIFT) - 1);
  }
}
