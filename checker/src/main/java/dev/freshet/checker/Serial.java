package dev.freshet.checker;

/**
 * Names a delivery of an event in one number: whose it is, the how manyth of their commits, and the
 * how manyth delivery. A schedule from which other commits are left out still means the same one.
 */
final class Serial {
  private static final int OWNER_SHIFT = 14;
  private static final int COPY_SHIFT = 17;
  private static final int OWNERS = (1 << (COPY_SHIFT - OWNER_SHIFT)) - 1;

  /** More deliveries of one event than anyone could read in a trace. */
  static final int MOST_COPIES = 127;

  private Serial() {}

  static int of(int owner, int commit) {
    return owner << OWNER_SHIFT | commit;
  }

  /** Of another delivery of the same event. */
  static int copy(int serial, int number) {
    return original(serial) | number << COPY_SHIFT;
  }

  static int owner(int serial) {
    return serial >>> OWNER_SHIFT & OWNERS;
  }

  static int original(int serial) {
    return serial & ((1 << COPY_SHIFT) - 1);
  }
}
