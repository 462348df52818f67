package dev.freshet.checker;

import java.util.List;

/**
 * A world to be checked: who is in it, and how much may happen.
 *
 * @param skew of the clocks; there are as many readers as it has for them
 * @param cards of so many other owners are joined into each page
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
    int cards,
    boolean freshReads,
    boolean witnessKnown,
    Heating heating) {

  int readers() {
    return skew.readers().size();
  }

  /** The same with one thing changed, mostly one less to think of. */
  List<Setup> variations() {
    return List.of(
        with(0, witnessKnown, heating, skew),
        with(cards, true, heating, skew),
        with(cards, witnessKnown, Heating.NONE, skew),
        with(cards, witnessKnown, Heating.BEFORE, skew),
        with(cards, witnessKnown, heating, Skew.none(readers())));
  }

  private Setup with(int otherCards, boolean known, Heating otherHeating, Skew otherSkew) {
    return new Setup(
        name, timing, owners, limits, otherSkew, otherCards, freshReads, known, otherHeating);
  }

  /** With less in it. */
  Setup reduced(int fewerOwners, Limits less, Skew fewerReaders) {
    return new Setup(
        name, timing, fewerOwners, less, fewerReaders, cards, freshReads, witnessKnown, heating);
  }
}
