package dev.freshet.checker;

/**
 * A world to be checked: who is in it, and how much may happen.
 *
 * @param skew of the clocks; there are as many readers as it has for them
 * @param freshReads whether reads may ask for their own writes
 * @param witnessKnown whether Redis was seen, as it is at first, before all time: a missing mark
 *     then proves that there is no copy
 */
record Setup(
    String name,
    Timing timing,
    int owners,
    Limits limits,
    Skew skew,
    boolean freshReads,
    boolean witnessKnown) {

  int readers() {
    return skew.readers().size();
  }

  /** With less in it. */
  Setup reduced(int fewerOwners, Limits less, Skew fewerReaders) {
    return new Setup(name, timing, fewerOwners, less, fewerReaders, freshReads, witnessKnown);
  }
}
