package dev.freshet.checker;

/**
 * The instances of the edge invalidator.
 *
 * @param lasting how many live on; of none, each message meets a new one, which remembers the
 *     purges of those before
 * @param purges that they may send in a month, all together
 */
record Invalidators(int lasting, long purges) {
  private static final long AMPLE = 1_000_000;

  /** A new one each time. Only worlds with these can be copied. */
  static final Invalidators ANEW = new Invalidators(0, AMPLE);

  static Invalidators lasting(int number) {
    return new Invalidators(number, AMPLE);
  }

  /** Whether a month's purges may run out. */
  boolean budgeted() {
    return purges < AMPLE;
  }

  /** As few as will do. */
  Invalidators plainer() {
    return budgeted() ? new Invalidators(1, purges) : ANEW;
  }
}
