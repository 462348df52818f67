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
    Heating heating,
    Invalidators invalidators) {

  /** One owner, one page, clocks that agree, readers that may ask for what they wrote. */
  static Setup plain(String name, Timing timing, int readers, Limits limits) {
    return new Setup(
        name,
        timing,
        1,
        limits,
        Skew.none(readers),
        0,
        true,
        true,
        Heating.BY_EVICTIONS,
        Invalidators.ANEW);
  }

  int readers() {
    return skew.readers().size();
  }

  /** The same with one thing changed, mostly one less to think of. */
  List<Setup> variations() {
    return List.of(
        with(invalidators.plainer()),
        withCards(owners, 0),
        withWitness(true),
        with(Heating.NONE),
        with(Heating.BEFORE),
        with(Skew.none(readers())));
  }

  /** With less in it. */
  Setup reduced(int fewerOwners, Limits less, Skew fewerReaders) {
    return withCards(fewerOwners, cards).with(less).with(fewerReaders);
  }

  Setup withCards(int owners, int cards) {
    return new Setup(
        name, timing, owners, limits, skew, cards, freshReads, witnessKnown, heating, invalidators);
  }

  Setup withWitness(boolean known) {
    return new Setup(
        name, timing, owners, limits, skew, cards, freshReads, known, heating, invalidators);
  }

  Setup with(Limits limits) {
    return new Setup(
        name, timing, owners, limits, skew, cards, freshReads, witnessKnown, heating, invalidators);
  }

  Setup with(Skew skew) {
    return new Setup(
        name, timing, owners, limits, skew, cards, freshReads, witnessKnown, heating, invalidators);
  }

  Setup with(Heating heating) {
    return new Setup(
        name, timing, owners, limits, skew, cards, freshReads, witnessKnown, heating, invalidators);
  }

  Setup with(Invalidators invalidators) {
    return new Setup(
        name, timing, owners, limits, skew, cards, freshReads, witnessKnown, heating, invalidators);
  }
}
