package dev.freshet.checker.model;

/**
 * Encodes a message as a number: owner, the number of the owner's change, and the number of the
 * copy. It stays the same when other changes are removed from the schedule.
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

  /** The number of another copy of the message. */
  static int copy(int serial, int number) {
    return original(serial) | number << COPY_SHIFT;
  }

  public static int owner(int serial) {
    return serial >>> OWNER_SHIFT & OWNERS;
  }

  static int original(int serial) {
    return serial & ((1 << COPY_SHIFT) - 1);
  }

  /** Combines a message and the edge invalidator that receives it. */
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
